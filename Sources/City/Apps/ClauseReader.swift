import Policy

/// Reads one clause of `allow` into criteria, with the defaults that every clause has unless it says otherwise.
struct ClauseReader {
    let section: Section
    let departments: [String: Department]

    /// Positions that work from outside without a clause that names theirs (DOMAIN D-80 to D-92).
    static let outsidePositions: Set<Position> = [.trainee, .tenured, .contract, .secondedIn, .longSickLeave]

    func clause() -> Clause {
        section.knows(
            """
            department unit function position channel device factor hours grant credential everyone
            """
        )
        checkWho()
        let criteria = who() + place() + [factor(), hours(), credential()].compactMap { $0 }
        return Clause(criteria: criteria, line: section.place.line)
    }

    /// Somebody must be named, and everybody only by the word.
    private func checkWho() {
        let names = ["department", "unit", "function", "position", "grant"].filter(section.has)
        let everyone = section.flag("everyone")
        if names.isEmpty && !everyone {
            section.note(
                .clause,
                "\(section.name) says nobody",
                fix: "add  department, unit, function, position, grant: true  or  everyone: true"
            )
        }
        if let name = names.first, everyone {
            section.note(
                .clause,
                "\(section.name) says everyone and \(name)",
                at: section.place(of: "everyone"),
                fix: "remove  everyone  or  \(name)"
            )
        }
    }

    private func who() -> [Criterion] {
        var criteria: [Criterion] = []
        if section.has("department") {
            let keys = section.list("department", example: departments.keys.min() ?? "dpe")
            for key in keys { section.reference(key, among: departments.keys, .unknownDepartment, kind: "department") }
            criteria.append(.department(Set(keys.map(\.value))))
        }
        if section.has("unit") { criteria.append(.unit(units())) }
        if section.has("function") {
            criteria.append(.function(Set(section.list("function", example: "hr").map(\.value))))
        }
        if let positions: Set<Position> = section.choices("position") {
            criteria.append(.position(positions))
        } else {
            criteria.append(.outsidePosition(Self.outsidePositions))
        }
        if section.flag("grant") { criteria.append(.grant) }
        return criteria
    }

    /// Units are checked when every department that the clause admits lists its own.
    private func units() -> Set<String> {
        let units = section.list("unit", example: "nord")
        let named = Set(section.list("department", example: "dpe").map(\.value))
        let admitted = departments.values.filter { named.isEmpty || named.contains($0.key) }
        let lists = admitted.map(\.units.names)
        if !lists.contains(where: { $0 == nil }) {
            let known = lists.flatMap { $0 ?? [] }
            for unit in units { section.reference(unit, among: known, .unknownUnit, kind: "unit") }
        }
        return Set(units.map(\.value))
    }

    private func place() -> [Criterion] {
        var criteria: [Criterion] = []
        if let channels: Set<Channel> = section.choices("channel") { criteria.append(.channel(channels)) }
        if let text = section.optionalText("device", example: "known") {
            let devices: [String: Device] = ["any": .any, "known": .known]
            if let device = devices[text.value] {
                criteria.append(.device(device))
            } else {
                section.note(
                    .value,
                    "\(section.name): device is \"\(text.value)\"",
                    at: text.place,
                    fix: "write  device: known"
                )
            }
        }
        return criteria
    }

    private func credential() -> Criterion {
        .credential(section.choices("credential") ?? [.active])
    }

    /// From outside a second proof is asked, of any age, unless the clause says otherwise.
    private func factor() -> Criterion? {
        let standard = Criterion.factor(on: [.nomade], maxAgeMinutes: nil)
        guard section.has("factor") else { return standard }
        if section.word("factor") == "none" { return nil }
        guard section.isBlock("factor"), let demand = section.section("factor", example: "{max-age: 15 min}") else {
            section.note(
                .value,
                "\(section.name): factor is neither none nor a block",
                at: section.place(of: "factor"),
                fix: "write  factor: none  or  factor: {max-age: 15 min}"
            )
            return standard
        }
        demand.knows("max-age channel")
        let channels: Set<Channel> = demand.choices("channel") ?? [.nomade]
        let seconds = demand.seconds("max-age", example: "15 min")
        if let seconds, seconds < 60 {
            demand.note(
                .value,
                "\(section.name): a proof of \(seconds) s cannot be given in time",
                at: demand.place(of: "max-age"),
                fix: "write  max-age: 1 min  or more"
            )
        }
        return .factor(on: channels, maxAgeMinutes: seconds.map { $0 / 60 })
    }

    private func hours() -> Criterion? {
        guard let text = section.optionalText("hours", example: "\"mon-fri 07:00-19:00\"") else { return nil }
        if let hours = HoursText.hours(text.value) { return .hours(hours) }
        section.note(
            .hours,
            "\(section.name): \"\(text.value)\" are no hours",
            at: text.place,
            fix: "write  hours: \"mon-fri 07:00-19:00\""
        )
        return .hours([], from: 0, to: 0)
    }
}
