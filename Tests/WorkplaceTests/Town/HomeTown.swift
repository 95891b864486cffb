import Audit
import City
import People
import Policy
import Store
import TwoEngines
import Workplace

/// A small city of two departments: Sophie has the HR desk of the DPE, Ada that of both, Moussa and Awa work there.
struct HomeTown {
    let database: any Database
    let city: City
    private let keys = KeyFile.inMemory()

    static let sophie = "0405230"
    static let ada = "0412383"
    static let moussa = "0408112"
    static let awa = "0412345"
    /// Tuesday 24 November 2026, 12 h in Paris.
    static let noon = Instant(seconds: 1_795_518_000)
    static let day: Int64 = 86_400

    init() async throws {
        database = try await Engine.current.database()
        city = try City.read(text: Self.text, path: "/nonexistent/nomade.yaml")
        try await database.migrate(
            AuditSchema.migrations + AgentSchema.migrations + MessageSchema.migrations + AnnouncementSchema.migrations
        )
        let lines = [
            "matricule;nom;nom_usage;prenom;date_naissance;direction;unite;fonction;responsable;position;debut;fin",
            "\(Self.sophie);ROY;;Sophie;1979-12-11;dpe;;Gestionnaire RH;;titulaire;2010-01-04;",
            "\(Self.ada);KONÉ;;Ada;1980-01-01;dpe;;Gestionnaire RH;;titulaire;2010-01-04;",
            "\(Self.ada);KONÉ;;Ada;1980-01-01;dasco;;Gestionnaire RH;;titulaire;2010-01-04;",
            "\(Self.moussa);DIALLO;;Moussa;1975-01-30;dpe;;;;titulaire;2004-03-01;",
            "\(Self.awa);BA;;Awa;1987-06-02;dasco;;;;titulaire;2016-09-01;",
            "0301987;PETIT;;Léa;1990-01-01;dpe;;;;titulaire;2012-01-01;2026-11-23",
        ]
        _ = try await PeopleImport(into: database, of: city, keys: keys).run(
            Array(lines.joined(separator: "\n").utf8),
            named: "feed.csv",
            mode: .apply,
            by: .terminal,
            at: Self.noon
        )
        for number in [Self.sophie, Self.ada] {
            try await database.write { transaction in
                let link = try ActivationStore.issue(for: number, by: .terminal, at: Self.noon, in: transaction)
                _ = try ActivationStore.redeem(link.token, at: Self.noon, in: transaction)
            }
        }
    }

    /// Noon of the day so many days later.
    static func noon(after days: Int64) -> Instant { noon.adding(seconds: days * day) }

    private static let text = """
        city: {name: Ville de Nomades, portal: "https://nomades.localhost:8443"}
        data: ./data
        key-file: ./nomade.key
        certificate: {chain: tls.pem, key: tls.key}
        listeners: [{address: "0.0.0.0:8443", channel: nomade}]
        employers: {ville: {name: Ville de Nomades, siret: "21750001600019"}}
        contacts: {rh: {name: RH, phone: 01 99 00 45 10}}
        departments:
          dpe: {name: Propreté et eau, employer: ville, contacts: {hr: rh, it: rh}}
          dasco: {name: Affaires scolaires, employer: ville, contacts: {hr: rh, it: rh}}
        apps: {wiki: {name: Wiki, host: wiki.nomades.localhost, upstream: "http://127.0.0.1:9", owner: rh, allow: [{everyone: true}]}}

        """
}
