import People
import Policy
import Portal
import Store
import Workplace

/// What the employer says in the town: Sophie writes to the DPE as any officer does.
enum TownAnnouncement {
    /// Once; a second start changes nothing.
    static func publish(in installation: Installation, now: Instant) async throws {
        let officer = AnnouncementOfficer(DeskOfficer("0405230", in: installation.city, at: now))
        let today = installation.city.day(of: now)
        let typed = TypedAnnouncement(
            to: "dpe",
            title: "Gants et bonnets d'hiver au dépôt du quai",
            words: """
                Le dépôt les donne du lundi au vendredi, de 6 h à 9 h. Chaque équipe vient avec sa fiche.

                Il manque une taille ? L'UGD note les demandes, bureau 214.
                """,
            from: today.description,
            until: today.adding(days: 29).description
        )
        try await installation.database.write { transaction in
            guard try officer.list(in: transaction).isEmpty else { return }
            _ = try officer.write(typed, at: now, in: transaction)
        }
    }
}
