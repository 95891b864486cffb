/// Reads `city:`.
struct IdentityReader {
    let section: Section

    func identity() -> CityIdentity {
        section.knows("name time-zone portal domain legal-notice accent accent-dark")
        return CityIdentity(
            name: section.text("name", example: "Ville de Nomades").value,
            legalNotice: section.optionalText("legal-notice")?.value,
            accent: accent("accent", on: Accent.light, example: "\"#0F4C5C\""),
            accentDark: accent("accent-dark", on: Accent.dark, example: "\"#7CC7D6\"")
        )
    }

    func clock() -> LocalClock? {
        guard let name = section.optionalText("time-zone", example: "Europe/Paris") else {
            return LocalClock(zone: "Europe/Paris")
        }
        if let clock = LocalClock(zone: name.value) { return clock }
        let nearest = Nearest.word(to: name.value, among: LocalClock.zones) ?? "Europe/Paris"
        section.note(
            .timeZone,
            "no time zone is called \"\(name.value)\"",
            at: name.place,
            fix: "write  time-zone: \(nearest)"
        )
        return nil
    }

    func portal() -> PortalAddress? {
        let text = section.text("portal", example: "https://agents.example.org")
        guard !text.value.isEmpty else { return nil }
        guard let address = WebAddress(text.value), address.tls, HostName.canonical(address.host) != nil else {
            section.note(
                .portal,
                "\"\(text.value)\" is no address of a portal",
                at: text.place,
                fix: "write  portal: \"https://agents.example.org\""
            )
            return nil
        }
        return PortalAddress(host: address.host, port: address.port)
    }

    /// The domain of portal and apps.
    func domain(of portal: PortalAddress) -> String {
        guard let text = section.optionalText("domain", example: "example.org") else {
            return HostName.domain(ofPortal: portal.host)
        }
        let domain = HostName.canonical(text.value) ?? ""
        if domain.contains("."), portal.host == domain || portal.host.hasSuffix("." + domain) { return domain }
        section.note(
            .hostDomain,
            "the portal is not under the domain \"\(text.value)\"",
            at: text.place,
            fix: "write  domain: \(HostName.domain(ofPortal: portal.host))"
        )
        return portal.host
    }

    private func accent(_ key: String, on grounds: [String], example: String) -> String? {
        guard let text = section.optionalText(key, example: example) else { return nil }
        guard let accent = Accent(text.value) else {
            section.note(
                .accent,
                "\(key) \"\(text.value)\" is no colour",
                at: text.place,
                fix: "write  \(key): \(example)"
            )
            return nil
        }
        let contrast = accent.leastContrast(on: grounds)
        guard contrast < 4.5 else { return text.value }
        let rounded = (contrast * 100).rounded(.down) / 100
        section.note(
            .accent,
            "\(key) \(text.value) has a contrast of \(rounded) on \(grounds.joined(separator: " and "))",
            at: text.place,
            fix: "choose a \(key == "accent" ? "darker" : "lighter") colour, of at least 4.5"
        )
        return nil
    }
}
