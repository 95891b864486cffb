/// Reads one department.
struct DepartmentReader {
    let section: Section
    let employers: [String: Employer]
    let contacts: [String: Contact]

    func department(_ key: String) -> Department {
        section.knows(
            """
            name employer acronym identifier accounts factor session contacts units central-town-hall
            """
        )
        let employer = section.text("employer", example: employers.keys.min() ?? "ville")
        section.reference(employer, among: employers.keys, .unknownEmployer, kind: "employer")
        let desks = section.section("contacts", example: "{hr: rh, it: it}")
        desks?.knows("hr it")
        return Department(
            key: key,
            name: section.text("name", example: "Propreté et eau").value,
            acronym: section.optionalText("acronym")?.value ?? key.uppercased(),
            employer: employer.value,
            choice: choice(),
            hrOffice: contact("hr", in: desks),
            itContact: contact("it", in: desks),
            units: DepartmentUnits(names: units(), centralTownHall: section.flag("central-town-hall"))
        )
    }

    private func choice() -> CredentialChoice {
        let life = section.section("session", example: "{idle: 20 min, absolute: 8 h}", required: false)
        life?.knows("idle absolute")
        let idle = life?.seconds("idle", example: "20 min") ?? 20 * 60
        let absolute = life?.seconds("absolute", example: "8 h") ?? 8 * 3_600
        if let life, idle > absolute {
            life.note(
                .value,
                "\(section.name): a session is idle for longer than it lives",
                fix: "make idle shorter than absolute"
            )
        }
        return CredentialChoice(
            identifier: section.choice("identifier", default: .number) ?? .number,
            accounts: section.choice("accounts", default: .hr) ?? .hr,
            factor: factor(),
            session: SessionLife(idleSeconds: idle, absoluteSeconds: absolute)
        )
    }

    /// `app`, `sms`, a list of them, or `none`.
    private func factor() -> FactorRule {
        guard section.has("factor") else { return .app }
        let words = section.list("factor", example: "app")
        if words.map(\.value) == ["none"] { return .none }
        let given = words.compactMap { word -> GivenFactor? in
            if let given = GivenFactor(rawValue: word.value) { return given }
            let nearest = Nearest.word(to: word.value, among: ["app", "sms", "none"])
            section.note(
                .value,
                "\(section.name): factor is \"\(word.value)\"",
                at: word.place,
                fix: "write  factor: \(word.value == "none" ? "none  alone" : nearest ?? "app, sms, none")"
            )
            return nil
        }
        return FactorRule(given: Set(given))
    }

    private func units() -> [String]? {
        section.has("units") ? section.list("units", example: "nord").map(\.value) : nil
    }

    private func contact(_ key: String, in desks: Section?) -> String {
        guard let desks else { return "" }
        let contact = desks.text(key, example: contacts.keys.min() ?? "rh")
        desks.reference(contact, among: contacts.keys, .unknownContact, kind: "contact")
        return contact.value
    }
}
