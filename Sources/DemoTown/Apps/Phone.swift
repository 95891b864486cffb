/// Where messages to the town's people would arrive.
enum Phone {
    /// The demo's phone. Its inbox is empty while no department asks for codes by SMS.
    static let app = TownApp(name: "telephone") { told in
        if told.path == "/messages" { return .json("[]") }
        return .page(
            AppPage.show(
                "Téléphone de démonstration",
                """
                <p>Aucun message. Les codes par SMS arriveront ici quand une direction les demandera.</p>
                <p>D'ici là, chaque direction demande l'application de codes.</p>
                """,
                told: told
            )
        )
    }
}
