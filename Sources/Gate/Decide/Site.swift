package import City

/// Which of the city's places a request's authority names (S-3).
package enum Site: Sendable {
    case portal
    case app(App)
    /// An app's internal name, pointed to the gate.
    case alias(App)
    /// No app, but under a domain of ours: as an app that is unlisted to this person.
    case absent
}

/// The city as the gate reads it: names and rules of one published snapshot.
package final class GateTables: Sendable {
    package let city: City
    package let rooms: Rooms
    package let sessions: Sessions
    /// Nil where every listener is plain.
    package let certificate: GateCertificate?
    /// How apps behind TLS are known.
    package let trust: AppTrust
    /// Our own name in `Via`: the same on every node of one city, so that loops are seen.
    package let pseudonym: String
    private let parents: Set<String>

    package init(
        city: City,
        rooms: Rooms,
        sessions: Sessions,
        certificate: GateCertificate?,
        trust: AppTrust = AppTrust()
    ) {
        self.city = city
        self.rooms = rooms
        self.sessions = sessions
        self.certificate = certificate
        self.trust = trust
        pseudonym = "\(city.portal.host)-nomade"
        parents = Set(city.apps.map { GateTables.parent(of: $0.host) } + [city.portal.host, city.doors.domain])
    }

    /// The place that a host names; nil for a host that is none of ours, which learns nothing.
    package func site(of host: String) -> Site? {
        if host == city.portal.host { return .portal }
        if let app = city.app(host: host) { return .app(app) }
        if let app = city.app(alias: host) { return .alias(app) }
        return parents.contains(GateTables.parent(of: host)) ? .absent : nil
    }

    private static func parent(of host: String) -> String {
        let bytes = Array(host.utf8)
        guard let dot = bytes.firstIndex(of: Octet.dot) else { return "" }
        return String(decoding: bytes[(dot + 1)...], as: UTF8.self)
    }
}
