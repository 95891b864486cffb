import Policy

/// Reads one app: where it is and what it may do.
struct AppReader {
    let section: Section
    let key: String
    let folder: CityFolder

    func app(contacts: [String: Contact], domain: String) -> App {
        section.knows(
            """
            name host aliases upstream owner unlisted upstream-host
            upstream-authority upstream-certificate upstream-name websocket-origins upgrades origins
            service-worker underscore-headers activity timeout explain accompanied allow paths
            """
        )
        let owner = section.text("owner", example: contacts.keys.min() ?? "it")
        section.reference(owner, among: contacts.keys, .unknownContact, kind: "contact")
        return App(
            key: key,
            name: section.optionalText("name")?.value ?? key,
            host: host(under: domain),
            aliases: aliases(),
            upstream: UpstreamReader(section: section, key: key, folder: folder).upstream(),
            owner: owner.value,
            unlisted: section.flag("unlisted"),
            traffic: traffic()
        )
    }

    private func host(under domain: String) -> String {
        guard section.has("host") else {
            section.note(.appHost, "app \"\(key)\" has no host", fix: "add  host: \(key).\(domain)")
            return ""
        }
        let text = section.text("host", example: "\(key).\(domain)")
        guard let host = HostName.canonical(text.value) else {
            section.note(
                .appHost,
                "app \"\(key)\": \"\(text.value)\" is no host name",
                at: text.place,
                fix: "write  host: \(key).\(domain)"
            )
            return ""
        }
        if !domain.isEmpty && !host.hasSuffix("." + domain) {
            section.note(
                .hostDomain,
                "app \"\(key)\": \(host) is not under \(domain), the portal's domain",
                at: text.place,
                fix: "write  host: \(key).\(domain)"
            )
        }
        return host
    }

    private func aliases() -> [String] {
        section.list("aliases", example: "\(key).ville.local").compactMap { text in
            // Inside, one label alone is a usual name.
            if let host = HostName.canonical(text.value) { return host }
            section.note(
                .appHost,
                "app \"\(key)\": alias \"\(text.value)\" is no host name",
                at: text.place,
                fix: "write  aliases: [\(key).ville.local]"
            )
            return nil
        }
    }

    private func traffic() -> AppTraffic {
        var traffic = AppTraffic(
            websocketOrigins: origins("websocket-origins"),
            upgrades: upgrades(),
            origins: origins("origins"),
            serviceWorker: section.flag("service-worker"),
            underscoreHeaders: section.flag("underscore-headers"),
            activity: section.choice("activity", default: .navigation) ?? .navigation
        )
        traffic.explain = section.flag("explain")
        return traffic
    }

    private func origins(_ key: String) -> [String] {
        section.list(key, example: "https://other.example.org").compactMap { text in
            if let address = WebAddress(text.value) { return address.origin }
            section.note(
                .origin,
                "app \"\(self.key)\": \"\(text.value)\" is no origin",
                at: text.place,
                fix: "write  \(key): [\"https://other.example.org\"]"
            )
            return nil
        }
    }

    private func upgrades() -> [String] {
        section.list("upgrades", example: "websocket").compactMap { text in
            let name = text.value.lowercased()
            let isToken = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
            if isToken, name != "h2c", name != "h2" { return name }
            section.note(
                .value,
                "app \"\(key)\": the upgrade \"\(text.value)\" is never passed on",
                at: text.place,
                fix: "remove it; websocket needs no listing"
            )
            return nil
        }
    }
}
