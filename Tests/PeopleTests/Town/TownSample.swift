import Audit
import City
import People
import Policy
import Store
import TwoEngines

/// A small city for the tests of this part: three departments, one database in memory.
struct TownSample {
    let database: any Database
    let city: City
    let keys = KeyFile.inMemory()

    /// An empty database of a city whose rules name one function, or of one that has these.
    init(rules: [Rule] = [], choices: CityChoices = CityChoices()) async throws {
        database = try await Engine.current.database()
        city = try Self.city(rules, choices)
        try await database.migrate(AuditSchema.migrations + AgentSchema.migrations + MessageSchema.migrations)
    }

    /// Takes in a feed of whole lines under the usual header.
    @discardableResult
    func takeIn(
        _ lines: [String],
        mode: PeopleImport.Mode = .apply,
        at now: Instant = Self.noon
    ) async throws -> FeedPlan {
        let text = ([FeedSample.header] + lines).joined(separator: "\n")
        return try await PeopleImport(into: database, of: city, keys: keys)
            .run(Array(text.utf8), named: "feed.csv", mode: mode, by: .terminal, at: now)
    }

    func agent(_ number: String) async throws -> Agent? {
        try await database.read { try AgentStore.agent(number, in: $0) }
    }

    func subject(_ number: String, at now: Instant = Self.noon) async throws -> Subject? {
        let city = city
        return try await database.read {
            try AgentStore.subject(of: number, factors: [.authenticator], at: now, in: city, from: $0)
        }
    }

    /// The grants in force.
    func grants(of number: String) async throws -> [Grant] {
        try await subject(number)?.grants.filter { TownSample.noon < $0.until } ?? []
    }

    /// Makes a credential active as the agent would: by a link that is used.
    func activate(_ number: String, at now: Instant = Self.noon) async throws {
        try await database.write { transaction in
            let link = try ActivationStore.issue(for: number, by: .terminal, at: now, in: transaction)
            _ = try ActivationStore.redeem(link.token, at: now, in: transaction)
        }
    }

    /// Makes the code of a letter good, which nobody ever reads.
    func issueLetter(to number: String, by actor: AuditActor, at now: Instant = Self.noon) async throws {
        let keys = keys
        try await database.write { transaction in
            try ActivationCodeStore.issue(
                .random(),
                for: number,
                by: actor,
                as: .letter,
                days: 30,
                keys: keys,
                at: now,
                in: transaction
            )
        }
    }

    /// Tuesday 24 November 2026, 12 h in Paris.
    static let noon = Instant(seconds: 1_795_518_000)
    static let day: Int64 = 86_400

    private static func city(_ rules: [Rule], _ choices: CityChoices) throws -> City {
        struct NoZone: Error {}
        guard let clock = LocalClock(zone: "Europe/Paris") else { throw NoZone() }
        let clause = Clause(criteria: [.function(["Gestionnaire RH"])], line: 1)
        let rule = Rule(app: "paie", owner: "it", unlisted: false, allow: [clause])
        return City(
            identity: CityIdentity(name: "Ville de Nomades"),
            doors: CityDoors(
                portal: PortalAddress(host: "nomades.localhost", port: 8443),
                domain: "nomades.localhost",
                listeners: []
            ),
            structure: CityStructure(
                employers: [:],
                departments: [
                    "dasco": department("dasco", "Affaires scolaires", .app),
                    "dpe": department("dpe", "Propreté et eau", .app),
                    "cde": department("cde", "Caisses des écoles", .none, of: "caisse"),
                ],
                contacts: [:]
            ),
            apps: rules.map(app),
            ruleset: Ruleset(rules: Dictionary(uniqueKeysWithValues: (rules + [rule]).map { ($0.app, $0) })),
            files: CityFiles(city: "nomade.yaml", data: "data", keyFile: "key", certificate: nil),
            choices: choices,
            clock: clock
        )
    }

    private static func app(_ rule: Rule) -> App {
        App(
            key: rule.app,
            name: rule.app,
            host: "\(rule.app).nomades.localhost",
            upstream: Upstream(tls: false, host: "127.0.0.1", port: 9),
            owner: rule.owner,
            unlisted: rule.unlisted
        )
    }

    private static func department(
        _ key: String,
        _ name: String,
        _ factor: FactorRule,
        of employer: String = "ville"
    ) -> Department {
        Department(
            key: key,
            name: name,
            acronym: key.uppercased(),
            employer: employer,
            choice: CredentialChoice(
                identifier: .number,
                accounts: .hr,
                factor: factor,
                session: SessionLife(idleSeconds: 1_200, absoluteSeconds: 28_800)
            ),
            hrOffice: "ugd-\(key)",
            itContact: "it-\(key)",
            units: DepartmentUnits(names: nil, centralTownHall: false)
        )
    }
}

extension TownSample {
    /// A feed line for a person in character, by column name.
    static func line(_ number: String, _ last: String, _ first: String, _ values: [FeedColumn: String] = [:]) -> String
    {
        var fields: [FeedColumn: String] = [
            .number: number, .birthName: last, .firstName: first, .department: "dasco", .position: "titulaire",
            .from: "2020-09-01",
        ]
        fields.merge(values) { _, new in new }
        return FeedColumn.allCases.map { fields[$0] ?? "" }.joined(separator: ";")
    }

    /// `count` agents of the same department.
    static func crowd(_ count: Int) -> [String] {
        (0..<count).map { line(String(1_000_000 + $0), "Agent\($0 % 977)", "Prénom\($0 % 31)") }
    }
}
