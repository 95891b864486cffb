import City
import Crypto
import Hummingbird
import Logging
import Policy
import Store
import Testing
import Web

@testable import Access

/// A small town by value: two departments, three apps, and Claire, who works for the first.
enum Town {
    static let now = Instant(seconds: 1_795_525_320)

    static func city(_ ruleset: Ruleset = ruleset) throws -> City {
        let clock = try #require(LocalClock(zone: "Europe/Paris"))
        let office = try #require(SocketPlace("127.0.0.1:8444"))
        let outside = try #require(SocketPlace("0.0.0.0:8443"))
        return City(
            identity: CityIdentity(name: "Ville de Nomades", legalNotice: "Accès réservé aux agents de la ville."),
            doors: CityDoors(
                portal: PortalAddress(host: "nomades.localhost", port: 8443),
                domain: "nomades.localhost",
                listeners: [
                    Listener(place: outside, channel: .nomade), Listener(place: office, channel: .office),
                ]
            ),
            structure: CityStructure(
                employers: ["ville": Employer(key: "ville", name: "Ville de Nomades", siret: "21750001600019")],
                departments: [
                    "dpe": department("dpe", "Propreté et eau"), "dasco": department("dasco", "Affaires scolaires"),
                ],
                contacts: contacts
            ),
            apps: [app("intranet", "IntraNomades"), app("paie", "Paie RH"), app("voirie", "Chantiers & voirie")],
            ruleset: ruleset,
            files: CityFiles(city: "", data: "", keyFile: "", certificate: nil),
            choices: CityChoices(),
            clock: clock
        )
    }

    static var contacts: [String: Contact] {
        [
            "ugd-dpe": Contact(
                id: "ugd-dpe",
                name: "UGD de la DPE",
                office: "bureau 214",
                phone: "01 99 00 45 10",
                hours: "9 h – 17 h",
                mail: "ugd-dpe@nomades.example"
            ),
            "it-dpe": Contact(
                id: "it-dpe",
                name: "Référent informatique de la DPE",
                office: nil,
                phone: "01 99 00 45 20",
                hours: nil,
                mail: nil
            ),
        ]
    }

    static var ruleset: Ruleset {
        let active = Criterion.credential([.active])
        let weekdays = Set(Weekday.allCases.prefix(5))
        return Ruleset(
            rules: [
                "intranet": Rule(
                    app: "intranet",
                    owner: "it-dpe",
                    unlisted: false,
                    allow: [Clause(criteria: [active], line: 1)],
                    paths: [
                        PathRule(prefix: "/paie", allow: [Clause(criteria: [active, .function(["hr"])], line: 4)])
                    ]
                ),
                "paie": Rule(
                    app: "paie",
                    owner: "it-dpe",
                    unlisted: false,
                    allow: [Clause(criteria: [active, .channel([.office]), .function(["hr"])], line: 2)]
                ),
                "voirie": Rule(
                    app: "voirie",
                    owner: "it-dpe",
                    unlisted: false,
                    allow: [Clause(criteria: [active, .hours(Hours(days: weekdays, from: 420, to: 660))], line: 3)]
                ),
            ],
            channels: [.office, .nomade]
        )
    }

    static var claire: Subject {
        Subject(
            agent: "0412345",
            credential: .active,
            factors: [.authenticator],
            assignments: [
                Assignment(
                    department: "dpe",
                    function: "driver",
                    position: .tenured,
                    contacts: Contacts(hrOffice: "ugd-dpe", itContact: "it-dpe", supervisor: "0400001")
                )
            ],
            grants: []
        )
    }

    static func question(_ app: String, city: City) -> Question {
        Question(
            subject: claire,
            app: app,
            channel: .nomade,
            device: .any,
            assurance: Assurance(password: now, factor: .authenticator, factorAt: now),
            time: city.localTime(of: now)
        )
    }

    static var caller: Caller {
        Caller(
            agent: "0412345",
            name: CallerName(full: "Claire Martin", first: "Claire", initial: "M"),
            department: "dpe",
            desks: [],
            language: .fr,
            channel: .nomade,
            assurance: Assurance(password: now, factor: .authenticator, factorAt: now),
            device: .any
        )
    }

    static func shell(_ city: City) throws -> Shell {
        try Shell(site: Site(city), parts: [AccessParts.parts], formKey: SymmetricKey(size: .bits256))
    }

    static func guide(_ city: City) throws -> GuidePages {
        let words = GuideWords(try SQLiteDatabase.inMemory(), keys: .inMemory())
        return GuidePages(city: city, shell: try shell(city), words: words)
    }

    static func context(_ language: Language = .fr, caller: Caller? = nil) -> PageContext {
        var context = PageContext(
            source: PageSource(
                logger: Logger(label: "test"),
                connection: ClientConnection(channel: .nomade, peer: "192.0.2.7", port: 8443),
                now: now
            )
        )
        context.language = language
        context.ownPath = "/"
        context.binding = "probe:0"
        context.caller = caller
        return context
    }

    static func asking(_ language: Language = .fr) throws -> Asking {
        Asking(
            language: language,
            portal: "https://nomades.localhost:8443",
            reference: try #require(Reference("K7M4QD"))
        )
    }

    private static func app(_ key: String, _ name: String) -> App {
        App(
            key: key,
            name: name,
            host: "\(key).nomades.localhost",
            aliases: ["\(key).ville.local"],
            upstream: Upstream(tls: false, host: "127.0.0.1", port: 9001),
            owner: "it-dpe"
        )
    }

    private static func department(_ key: String, _ name: String) -> Department {
        Department(
            key: key,
            name: name,
            acronym: key.uppercased(),
            employer: "ville",
            choice: CredentialChoice(
                identifier: .number,
                accounts: .hr,
                factor: .app,
                session: SessionLife(idleSeconds: 1200, absoluteSeconds: 28_800)
            ),
            hrOffice: "ugd-dpe",
            itContact: "it-dpe",
            units: DepartmentUnits(names: nil, centralTownHall: false)
        )
    }
}
