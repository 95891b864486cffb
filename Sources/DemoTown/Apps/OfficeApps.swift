/// The apps that the town had before Nomade: pages that greet whoever the gate says is asking.
enum OfficeApps {
    /// The home of the intranet, which everybody has seen at the office.
    static let intranet = TownApp(name: "intranet") { told in
        // As the app's server says it: the gate puts its own page around it (`explain: true`).
        if told.path == "/page/direction" { return .page("<h1>403 Forbidden</h1>", status: 403) }
        guard told.path == "/" || told.path.hasPrefix("/page/") else { return missing(told) }
        let content = """
            \(AppPage.greeting(told))
            <p>Bienvenue sur IntraNomades, l'intranet de la Ville de Nomades.</p>
            <ul><li><a href="/page/cantine">Le menu de la cantine</a></li>
            <li><a href="/page/annuaire">L'annuaire des services</a></li>
            <li><a href="/page/direction">Les notes de la direction</a></li></ul>
            """
        return .page(AppPage.show("IntraNomades", content, told: told))
    }

    /// The rounds of the street cleaning crews: a department's own app, open in its working hours.
    static let rounds = TownApp(name: "tournees") { told in
        let content = """
            \(AppPage.greeting(told))
            <p>Tournées de propreté du jour : quai des Bateaux, 6 h ; place du Marché, 7 h 30 ; rue des Lilas, 9 h.</p>
            """
        return .page(AppPage.show("Tournées", content, told: told))
    }

    /// The staff files, for HR officers at the office.
    static let staff = TownApp(name: "rh") { told in
        let content = """
            \(AppPage.greeting(told))
            <p>Dossiers du personnel. Aucun dossier réel n'est gardé ici.</p>
            <ul><li><a href="/paie">La paie</a></li></ul>
            """
        return .page(AppPage.show("Dossiers RH", content, told: told))
    }

    /// The council's papers: unlisted, so that strangers do not even learn that it exists.
    static let council = TownApp(name: "conseil") { told in
        let content = """
            \(AppPage.greeting(told))
            <p>Ordre du jour du prochain conseil, avant publication.</p>
            """
        return .page(AppPage.show("Dossiers du conseil", content, told: told))
    }

    private static func missing(_ told: Told) -> Answer {
        .page(AppPage.show("Page inconnue", "<p>Cette page de l'intranet n'existe pas.</p>", told: told), status: 404)
    }
}
