import City
import Policy

/// A browser's first visit, made from here: through how many redirects it comes to the sign-in, and with which cookies.
struct RoundTripChecks {
    let city: City
    let probe: Probe

    /// More redirects of ours than that are a fault of cookies (promise 2 of DESIGN.md).
    private static let most = 3

    func run() async -> [Check] {
        guard let app = city.apps.first else { return [] }
        let name = "from \(app.host) to the sign-in"
        guard let first = await Visitor(city: city, probe: probe).visit(app.host) else {
            let cause = "not known: nobody answers at \(city.portal.origin) from here"
            return [.warn(.signIn, name, cause, fix: "start nomade, then ask again: nomade doctor")]
        }
        return [redirects(name, first)] + cookies(first) + [await named(app)]
    }

    private func redirects(_ name: String, _ trip: Visitor.Trip) -> Check {
        guard trip.redirects <= Self.most, trip.status == 200 else {
            let cause =
                "\(trip.redirects) redirects, then \(trip.status) from \(trip.host): a cookie is lost on the way"
            let fix = "let the proxy in front pass Cookie, Set-Cookie and Host unchanged, then: nomade doctor"
            return .fail(.signIn, name, cause, fix: fix)
        }
        guard trip.host == city.portal.host else {
            let cause = "\(trip.host) answers \(trip.status) to a browser that nobody signed in with"
            return .fail(.signIn, name, cause, fix: "let \(trip.host) lead to the gate: see the names above")
        }
        return .ok(.signIn, name, "\(trip.redirects) redirects, and its cookies came back")
    }

    /// What a proxy in front makes of our cookies: any other form, and browsers drop them without a word.
    private func cookies(_ trip: Visitor.Trip) -> [Check] {
        let name = "the cookies of the first visit"
        let fix = "in the proxy in front: no proxy_cookie_path, proxy_cookie_domain or rewriting of Set-Cookie"
        guard !trip.cookies.isEmpty else { return [.fail(.signIn, name, "none arrives", fix: fix)] }
        let spoilt = trip.cookies.filter { !Self.isWhole($0) }.compactMap {
            $0.split(separator: "=").first.map(String.init)
        }
        guard spoilt.isEmpty else {
            let cause =
                "\(Set(spoilt).sorted().joined(separator: ", ")) arrives without Secure, with a Domain or another Path"
            return [.fail(.signIn, name, cause, fix: fix)]
        }
        return [.ok(.signIn, name, "\(trip.cookies.count) arrive as they were set")]
    }

    /// Who only says who they are is a stranger.
    private func named(_ app: App) async -> Check {
        let name = "a request that names itself in Remote-User"
        let lines = ["Remote-User: nomade-doctor", "X-Nomade-Assertion: nomade-doctor"]
        guard let trip = await Visitor(city: city, probe: probe, fields: lines).visit(app.host) else {
            return .warn(.signIn, name, "not known: nobody answers", fix: "nomade doctor  once more")
        }
        guard trip.host == city.portal.host else {
            let cause = "\(trip.host) answered it (\(trip.status)): the way there does not pass the gate"
            return .fail(.signIn, name, cause, fix: "let \(app.host) lead to the gate alone")
        }
        return .ok(.signIn, name, "is led to the sign-in like any other")
    }

    private static func isWhole(_ cookie: String) -> Bool {
        let parts = cookie.split(separator: ";").map { $0.drop { $0 == " " }.lowercased() }
        return parts.contains("secure") && parts.contains("path=/") && !parts.contains { $0.hasPrefix("domain=") }
    }
}

/// A browser of a few lines: one jar for each host, redirects followed.
private struct Visitor {
    let city: City
    let probe: Probe
    var fields: [String] = []

    /// Where a visit ended.
    struct Trip {
        var host: String
        var status = 0
        var redirects = 0
        /// Every Set-Cookie met.
        var cookies: [String] = []
    }

    func visit(_ start: String) async -> Trip? {
        var trip = Trip(host: start)
        var path = "/"
        var jars: [String: [String]] = [:]
        for _ in 0...6 {
            guard let reply = await ask(trip.host, path, jars[trip.host] ?? []) else { return nil }
            trip.status = reply.status
            let set = reply.values(of: "set-cookie")
            trip.cookies += set
            jars[trip.host, default: []] += set.compactMap { $0.split(separator: ";").first.map(String.init) }
            guard (301...308).contains(reply.status), let location = reply.values(of: "location").first,
                let next = Self.place(location, from: trip.host)
            else { return trip }
            (trip.host, path) = next
            trip.redirects += 1
        }
        return trip
    }

    private func ask(_ host: String, _ path: String, _ jar: [String]) async -> Reply? {
        let cookie = jar.isEmpty ? [] : ["Cookie: \(jar.joined(separator: "; "))"]
        let browser = ["Accept: text/html", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"]
        for (address, port) in await places(of: host) {
            let authority = city.portal.port == 443 ? host : "\(host):\(city.portal.port)"
            var call = Call(address: address, port: port, tls: true, host: host, path: path)
            call.authority = authority
            call.fields = browser + cookie + fields
            call.trust = .anybody
            if let reply = await probe.reply(call) { return reply }
        }
        return nil
    }

    /// Where browsers find the host, else our own listener on this machine.
    private func places(of host: String) async -> [(IPAddress, Int)] {
        let found = await probe.addresses(host).sorted { "\($0)" < "\($1)" }.map { ($0, city.portal.port) }
        let own = city.listeners.filter { $0.channel == .nomade && !$0.plain }.compactMap { listener in
            let address = listener.place.address
            let isAny = address == IPAddress("0.0.0.0") || address == IPAddress("::")
            return (isAny ? IPAddress("127.0.0.1") : address).map { ($0, listener.place.port) }
        }
        return found + own
    }

    private static func place(_ location: String, from host: String) -> (String, String)? {
        if location.utf8.first == UInt8(ascii: "/") { return (host, location) }
        let scheme = "https://"
        guard location.utf8.starts(with: scheme.utf8) else { return nil }
        let rest = location.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest.dropFirst(authority.count)
        return (String(authority.prefix { $0 != ":" }), path.isEmpty ? "/" : String(path))
    }
}
