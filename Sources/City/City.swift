package import Policy

/// Who the city is, on its pages.
package struct CityIdentity: Hashable, Sendable {
    package let name: String
    package let legalNotice: String?
    /// `#RRGGBB` for light pages; at least 4.5:1 on paper and surface.
    package let accent: String?
    /// `#RRGGBB` for dark pages, likewise on theirs.
    package let accentDark: String?

    package init(name: String, legalNotice: String? = nil, accent: String? = nil, accentDark: String? = nil) {
        self.name = name
        self.legalNotice = legalNotice
        self.accent = accent
        self.accentDark = accentDark
    }
}

/// Where the city is reached.
package struct CityDoors: Hashable, Sendable {
    package let portal: PortalAddress
    /// The domain under which the portal and every app live.
    package let domain: String
    package let listeners: [Listener]
    package let networks: [Network]
    /// Where health and metrics are served, on loopback only (S-36).
    package let operation: SocketPlace?

    package init(
        portal: PortalAddress,
        domain: String,
        listeners: [Listener],
        networks: [Network] = [],
        operation: SocketPlace? = nil
    ) {
        self.portal = portal
        self.domain = domain
        self.listeners = listeners
        self.networks = networks
        self.operation = operation
    }
}

/// How the city is made: employers, departments, contacts, by key.
package struct CityStructure: Hashable, Sendable {
    package let employers: [String: Employer]
    package let departments: [String: Department]
    package let contacts: [String: Contact]

    package init(
        employers: [String: Employer],
        departments: [String: Department],
        contacts: [String: Contact]
    ) {
        self.employers = employers
        self.departments = departments
        self.contacts = contacts
    }
}

/// What other parts read from the city file as it stands.
package struct CityChoices: Hashable, Sendable {
    /// Header of the feed by our own column name.
    package let feedColumns: [String: String]
    /// The employer's words that no password may contain.
    package let blocklist: [String]
    /// What the city expects of its own rules.
    package let policyTests: [PolicyTest]
    /// How whatever goes out to people leaves.
    package let messages: CityMessages
    /// How long the steps of a newcomer may take.
    package let dossier: DossierChoice
    /// What the city decided about its way in.
    package let signIn: SignInChoices
    /// The city's directory; nil where it has none.
    package let directory: CityDirectory?

    package init(
        feedColumns: [String: String] = [:],
        blocklist: [String] = [],
        policyTests: [PolicyTest] = [],
        messages: CityMessages = .none,
        dossier: DossierChoice = .usual,
        signIn: SignInChoices = .usual,
        directory: CityDirectory? = nil
    ) {
        self.feedColumns = feedColumns
        self.blocklist = blocklist
        self.policyTests = policyTests
        self.messages = messages
        self.dossier = dossier
        self.signIn = signIn
        self.directory = directory
    }
}

/// One city, as its file states it: a value that nothing changes; a reload reads another.
package struct City: Sendable {
    package let identity: CityIdentity
    package let doors: CityDoors
    package let structure: CityStructure
    /// In the order of the file.
    package let apps: [App]
    package let ruleset: Ruleset
    package let files: CityFiles
    package let choices: CityChoices
    let clock: LocalClock
    private let appByHost: [String: Int]
    private let appByAlias: [String: Int]

    package init(
        identity: CityIdentity,
        doors: CityDoors,
        structure: CityStructure,
        apps: [App],
        ruleset: Ruleset,
        files: CityFiles,
        choices: CityChoices,
        clock: LocalClock
    ) {
        self.identity = identity
        self.doors = doors
        self.structure = structure
        self.apps = apps
        self.ruleset = ruleset
        self.files = files
        self.choices = choices
        self.clock = clock
        let places = apps.enumerated()
        appByHost = Dictionary(places.map { ($1.host, $0) }) { first, _ in first }
        appByAlias = Dictionary(places.flatMap { place, app in app.aliases.map { ($0, place) } }) { first, _ in first }
    }
}

extension City {
    package var name: String { identity.name }
    package var portal: PortalAddress { doors.portal }
    package var listeners: [Listener] { doors.listeners }
    package var networks: [Network] { doors.networks }
    package var employers: [String: Employer] { structure.employers }
    package var departments: [String: Department] { structure.departments }
    package var contacts: [String: Contact] { structure.contacts }
    package var feedColumns: [String: String] { choices.feedColumns }
    package var blocklist: [String] { choices.blocklist }
    package var policyTests: [PolicyTest] { choices.policyTests }
    package var messages: CityMessages { choices.messages }
    package var dossier: DossierChoice { choices.dossier }
    package var signIn: SignInChoices { choices.signIn }
    package var directory: CityDirectory? { choices.directory }
    /// The name of the time zone, such as `Europe/Paris`.
    package var timeZone: String { clock.zone }

    /// The app of a canonical host name (lower case, no port, no final dot).
    package func app(host: String) -> App? {
        appByHost[host].map { apps[$0] }
    }

    /// The app known inside by a canonical host name.
    package func app(alias: String) -> App? {
        appByAlias[alias].map { apps[$0] }
    }

    package func app(key: String) -> App? {
        apps.first { $0.key == key }
    }

    /// The channel of a request: that of the narrowest listed range that holds the peer, else the listener's own.
    package func channel(ofListener listener: Listener, peer: IPAddress) -> Channel {
        var narrowest: (bits: Int, channel: Channel)?
        for network in networks {
            for range in network.ranges where range.contains(peer) && range.fixedBits > (narrowest?.bits ?? -1) {
                narrowest = (range.fixedBits, network.channel)
            }
        }
        return narrowest?.channel ?? listener.channel
    }

    /// The city's local time of an instant.
    package func localTime(of instant: Instant) -> LocalTime {
        clock.localTime(of: instant)
    }

    /// The clock of proofs at one instant with the weekday and hour of another: what a demonstration fixes.
    package func localTime(of instant: Instant, asAt hour: Instant) -> LocalTime {
        let fixed = clock.localTime(of: hour)
        return LocalTime(instant: instant, weekday: fixed.weekday, minute: fixed.minute)
    }

    /// The instant of a local date and time such as `2026-11-24T10:00`.
    package func instant(local text: String) -> Instant? {
        clock.instant(local: text)
    }
}
