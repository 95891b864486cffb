import Audit
import City
import People
import Policy
import SignIn
import Store
import Synchronization
import Testing
import TwoEngines
import Web

/// How a row shows a text that stands in it as bytes.
func shown(_ text: String) -> String { Array(text.utf8).map(String.init).joined(separator: ", ") }

/// A town of six people for the tests of the sign-in, with cheap hashes.
///
/// Claire (0412345) works where an authenticator is asked and has one; Marc (0400002) where none is; Paul (0400003) is
/// suspended; Louise (0400004) has left; Awa (0400005) is declared and has no password yet; Inès (0400006) works where codes
/// go by SMS.
struct SmallTown: Sendable {
    static let claire = "0412345"
    static let marc = "0400002"
    static let paul = "0400003"
    static let louise = "0400004"
    static let awa = "0400005"
    static let ines = "0400006"

    let database: any Database
    let keys = KeyFile.inMemory()
    let queue: HashingQueue
    let table = SessionTable()
    let roll: SignInRoll
    let door: SignInDoor
    let city: City
    /// Monday 23 November 2026, nine o'clock in Paris.
    let nine = Instant(seconds: 1_795_420_800)
    /// Where messages to these people arrive.
    let phone = TownPhone()
    let authenticator = Authenticator(secret: Array("12345678901234567890".utf8))

    init(
        queue: HashingQueue = HashingQueue(threads: 1, cost: SmallTown.cheap),
        charter: Charter? = nil,
        mail: MailServer? = nil
    ) async throws {
        database = try await Engine.current.database()
        self.queue = queue
        let city = try Self.makeCity(charter, mail)
        self.city = city
        roll = SignInRoll(city: { city })
        door = SignInDoor(
            SignInParts(
                database: database,
                keys: keys,
                queue: queue,
                roll: roll,
                table: table,
                messages: MessageDesk(database, by: phone.carry),
                portalHost: "nomades.example"
            )
        )
        try await migrate()
        try await settle()
    }

    static let cheap = PasswordHash.Cost(memory: 8, passes: 1, lanes: 1)

    static func password(of agent: String) -> String { "les tilleuls de \(agent)" }

    /// A browser by a channel at so many seconds after nine.
    func visitor(
        _ seconds: Int64 = 0,
        channel: Channel = .nomade,
        peer: String = "192.0.2.7",
        known: Token? = nil,
        session: LiveSession.ID? = nil
    ) -> SignInVisitor {
        SignInVisitor(
            connection: ClientConnection(channel: channel, peer: peer, port: 8443),
            now: nine.adding(seconds: seconds),
            reference: .random(),
            known: known,
            session: session
        )
    }

    /// The first page, filled in rightly for a person.
    func typed(_ agent: String, password: String? = nil, isShared: Bool = false) -> SignInDoor.Typed {
        SignInDoor.Typed(
            identifier: agent,
            password: password ?? Self.password(of: agent),
            isShared: isShared
        )
    }

    /// The code that the authenticator shows so many seconds after nine.
    func code(_ seconds: Int64 = 0) -> String {
        authenticator.code(step: Authenticator.step(at: nine.adding(seconds: seconds)))
    }

    /// The six digits in the mail that waits longest, which is taken.
    func mailedCode() async throws -> String {
        let (keys, later) = (keys, nine.adding(seconds: 100_000))
        let mail = try await database.write { try MailStore.take(keys: keys, at: later, in: $0) }
        let text = mail.map { String(decoding: $0.words.text.bytes, as: UTF8.self) } ?? ""
        return text.firstMatch(of: /[0-9]{6}/).map { String($0.output) } ?? ""
    }

    /// Puts a person's credential into a state, with the news of it.
    func set(_ state: CredentialState, of agent: String) async throws {
        let now = nine
        try await database.write { transaction in
            try transaction.execute("UPDATE agent SET credential = \(state) WHERE number = \(agent)")
            try AgentStore.note(.suspended, of: agent, at: now, in: transaction)
        }
    }

    /// Gives a person a password.
    func give(_ password: String, to agent: String, cost: PasswordHash.Cost = SmallTown.cheap) async throws {
        let now = nine
        let hash = try #require(PasswordHash.make(of: password, cost: cost))
        try await database.write { try PasswordStore.set(hash, of: agent, at: now, in: $0) }
    }
}

extension SmallTown {
    private func migrate() async throws {
        let migrations =
            AgentSchema.migrations + AuditSchema.migrations + PasswordSchema.migrations
            + AuthenticatorSchema.migrations + ThrottleSchema.migrations + SessionSchema.migrations
            + RevocationSchema.migrations + MessageSchema.migrations + SentCodeSchema.migrations
            + RecoverySchema.migrations + CodeSheetSchema.migrations + CodeDeviceSchema.migrations
            + ActivationSchema.migrations + ForgottenSchema.migrations
        try await database.migrate(migrations)
    }

    private func settle() async throws {
        let people: [(number: String, first: String, last: String, department: String, state: CredentialState)] = [
            (Self.claire, "Claire", "Martin", "dpe", .active), (Self.marc, "Marc", "Petit", "dvd", .active),
            (Self.paul, "Paul", "Roy", "dpe", .suspended), (Self.louise, "Louise", "Ba", "dpe", .left),
            (Self.awa, "Awa", "Diallo", "dpe", .declared), (Self.ines, "Inès", "Garcia", "dasco", .active),
        ]
        let (now, authenticator, keys) = (nine, authenticator, keys)
        for person in people {
            try await database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO agent (number, birth_name, first_names, mail, language, credential, credential_since)
                    VALUES (\(person.number), \(person.last), \(person.first),
                        \("\(person.first).\(person.last)@nomades.example".lowercased()), 'fr', \(person.state), 0)
                    """
                )
                try transaction.execute(
                    """
                    INSERT INTO identifier (text, agent, given_at)
                    VALUES (\("\(person.first).\(person.last)".lowercased()), \(person.number), 0)
                    """
                )
                try transaction.execute(
                    """
                    INSERT INTO assignment (agent, department, position, first_day)
                    VALUES (\(person.number), \(person.department), 'tenured', '2020-01-01')
                    """
                )
            }
            if person.number != Self.awa { try await give(Self.password(of: person.number), to: person.number) }
        }
        try await database.write { transaction in
            try transaction.execute("UPDATE agent SET phone_typed = '06 39 98 45 11' WHERE number = \(Self.ines)")
            for agent in [Self.claire, Self.paul] {
                try AuthenticatorStore.enrol(
                    authenticator,
                    of: agent,
                    step: 0,
                    keys: keys,
                    at: now,
                    in: transaction
                )
            }
        }
    }

    private static func makeCity(_ charter: Charter?, _ mail: MailServer?) throws -> City {
        func department(_ key: String, _ factor: FactorRule, by accounts: AccountCreation = .hr) -> Department {
            Department(
                key: key,
                name: key.uppercased(),
                acronym: key.uppercased(),
                employer: "ville",
                choice: CredentialChoice(
                    identifier: .number,
                    accounts: accounts,
                    factor: factor,
                    session: SessionLife(idleSeconds: 1_200, absoluteSeconds: 28_800)
                ),
                hrOffice: "ugd-\(key)",
                itContact: "it-\(key)",
                units: DepartmentUnits(names: nil, centralTownHall: false)
            )
        }
        return City(
            identity: CityIdentity(name: "Ville de Nomades"),
            doors: CityDoors(
                portal: PortalAddress(host: "nomades.example", port: 8443),
                domain: "nomades.example",
                listeners: []
            ),
            structure: CityStructure(
                employers: [:],
                departments: [
                    "dpe": department("dpe", .app), "dvd": department("dvd", .none), "dasco": department("dasco", .sms),
                    "sg": department("sg", .app, by: .agent),
                ],
                contacts: [
                    "ugd-dpe": Contact(
                        id: "ugd-dpe",
                        name: "UGD de la DPE",
                        office: "bureau 214",
                        phone: "01 99 00 45 10",
                        hours: "9 h – 17 h",
                        mail: nil
                    )
                ]
            ),
            apps: [
                App(
                    key: "intranet",
                    name: "IntraNomades",
                    host: "intranet.nomades.example",
                    upstream: Upstream(tls: false, host: "127.0.0.1", port: 9_001),
                    owner: "it-dpe"
                )
            ],
            ruleset: Ruleset(rules: [
                "intranet": Rule(
                    app: "intranet",
                    owner: "it-dpe",
                    unlisted: false,
                    allow: [Clause(criteria: [.credential([.active])], line: 1)]
                )
            ]),
            files: CityFiles(city: "", data: "", keyFile: "", certificate: nil),
            choices: CityChoices(
                blocklist: ["Ville de Nomades"],
                messages: TownPhone.messages(mail: mail),
                signIn: SignInChoices(charter: charter)
            ),
            clock: try #require(LocalClock(zone: "Europe/Paris"))
        )
    }
}
