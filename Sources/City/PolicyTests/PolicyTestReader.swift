import Policy

/// Reads `policy-tests`.
struct PolicyTestReader {
    let root: Section
    let structure: CityStructure
    let apps: [String]
    let rules: [String: Rule]
    let clock: LocalClock

    func tests() -> [PolicyTest] {
        let example = "{department: dpe, app: intranet, channel: office, expect: permit}"
        return root.items("policy-tests", kind: "policy test", example: example).compactMap(test)
    }

    private func test(_ section: Section) -> PolicyTest? {
        section.knows(
            """
            agent department unit function position app path channel device factor-age at expect reason
            """
        )
        let app = section.text("app", example: apps.first ?? "intranet")
        section.reference(app, among: apps, .unknownApp, kind: "app")
        let channel: Channel? = section.choice("channel")
        let expect: Expectation? = section.choice("expect")
        guard let asker = asker(section), let channel, let expect else { return nil }
        return PolicyTest(
            asker: asker,
            app: app.value,
            path: path(section, of: app.value),
            ask: PolicyAsk(
                channel: channel,
                device: section.word("device") == "known" ? .known : .any,
                at: instant(section),
                factorAgeMinutes: factorAge(section)
            ),
            expect: expect.verdict,
            reason: reason(section),
            line: section.place.line
        )
    }

    /// A path that the gate would refuse before any rule tests nothing.
    private func path(_ section: Section, of app: String) -> String? {
        guard let text = section.optionalText("path", example: "/paie") else { return nil }
        if let fault = rules[app]?.fault(in: text.value) ?? PathSpelling.fault(in: text.value) {
            section.note(
                .policyTest,
                "\(section.name): the path \"\(text.value)\" \(fault.rawValue)",
                at: text.place,
                fix: "write  path: /paie/2026  as the app is asked, without a query"
            )
        }
        return text.value
    }

    private func asker(_ section: Section) -> PolicyAsker? {
        if section.has("agent") != section.has("department") {
            if let agent = section.optionalText("agent", example: "\"0412345\"") { return .agent(agent.value) }
            return assignment(section).map(PolicyAsker.someone)
        }
        section.note(
            .policyTest,
            "\(section.name) must name an agent or a department",
            fix: "add  agent: \"0412345\"  or  department: \(structure.departments.keys.min() ?? "dpe")"
        )
        return nil
    }

    private func assignment(_ section: Section) -> Assignment? {
        let key = section.text("department", example: "dpe")
        section.reference(key, among: structure.departments.keys, .unknownDepartment, kind: "department")
        let position: Position? = section.choice("position", default: .tenured)
        guard let department = structure.departments[key.value], let position else { return nil }
        return Assignment(
            department: key.value,
            unit: section.optionalText("unit")?.value,
            function: section.optionalText("function")?.value,
            position: position,
            contacts: Contacts(hrOffice: department.hrOffice, itContact: department.itContact)
        )
    }

    private func instant(_ section: Section) -> Instant? {
        guard let text = section.optionalText("at", example: "\"2026-11-24T10:00\"") else { return nil }
        if let instant = clock.instant(local: text.value) { return instant }
        section.note(
            .value,
            "\(section.name): \"\(text.value)\" is no date and hour",
            at: text.place,
            fix: "write  at: \"2026-11-24T10:00\""
        )
        return nil
    }

    /// Minutes since the second proof: none given, or just now when the key is left out.
    private func factorAge(_ section: Section) -> Int? {
        guard section.has("factor-age") else { return 0 }
        if section.word("factor-age") == "none" { return nil }
        return section.seconds("factor-age", example: "20 min").map { $0 / 60 }
    }

    private func reason(_ section: Section) -> String? {
        guard let text = section.optionalText("reason", example: "policy.channel") else { return nil }
        let codes = ReasonCode.allCases.map(\.text)
        if !codes.contains(text.value) {
            let nearest = Nearest.word(to: text.value, among: codes) ?? "policy.channel"
            section.note(
                .policyTest,
                "\(section.name): no reason is called \"\(text.value)\"",
                at: text.place,
                fix: "write  reason: \(nearest)"
            )
        }
        return text.value
    }
}

/// The words of `expect`.
private enum Expectation: String, CaseIterable {
    case permit
    case refuse
    case hide

    var verdict: Verdict {
        switch self {
        case .permit: .permit
        case .refuse: .refuse
        case .hide: .hide
        }
    }
}
