import City

/// The host names of portal and apps: browsers find them, and find them in the same place.
struct NameChecks {
    let city: City
    let probe: Probe

    func run() async -> [Check] {
        let home = await probe.addresses(city.portal.host)
        var checks = [check("portal \(city.portal.host)", city.portal.host, home, home: home)]
        for app in city.apps {
            let found = await probe.addresses(app.host)
            checks.append(check("app \(app.key), \(app.host)", app.host, found, home: home))
        }
        for app in city.apps {
            for alias in app.aliases { checks.append(await self.alias(alias, of: app, home: home)) }
        }
        return checks
    }

    private func check(_ name: String, _ host: String, _ found: Set<IPAddress>, home: Set<IPAddress>) -> Check {
        if Self.isLocal(host) { return .ok(.names, name, "browsers take .localhost for this machine") }
        guard !found.isEmpty else {
            let target = host == city.portal.host ? "A <the address of this machine>" : "CNAME \(city.portal.host)."
            return .fail(.names, name, "no such name in the DNS", fix: "add to the DNS:  \(host). \(target)")
        }
        guard home.isEmpty || !found.isDisjoint(with: home) else {
            let cause = "leads to \(Self.list(found)), the portal to \(Self.list(home)): browsers go past the gate"
            return .warn(.names, name, cause, fix: "let the DNS say:  \(host). CNAME \(city.portal.host).")
        }
        return .ok(.names, name, "leads to \(Self.list(found))")
    }

    /// An internal name helps those who are outside only once it leads to the gate.
    private func alias(_ alias: String, of app: App, home: Set<IPAddress>) async -> Check {
        let name = "app \(app.key), known inside as \(alias)"
        let found = await probe.addresses(alias)
        if Self.isLocal(alias) || !found.isDisjoint(with: home) { return .ok(.names, name, "leads to the gate") }
        let cause = found.isEmpty ? "no such name from here" : "leads to \(Self.list(found)) from here, not to the gate"
        return .warn(.names, name, cause, fix: "in the public DNS:  \(alias). CNAME \(city.portal.host).")
    }

    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host.utf8.reversed().starts(with: ".localhost".utf8.reversed())
    }

    private static func list(_ addresses: Set<IPAddress>) -> String {
        addresses.map(\.description).sorted().joined(separator: ", ")
    }
}
