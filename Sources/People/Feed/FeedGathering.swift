/// Gathers the lines of a feed by agent, and sets aside what contradicts an earlier line or another person's number.
struct FeedGathering {
    /// One agent of the feed.
    struct Entry {
        var person: FeedPerson
        var assignments: [FeedAssignment]
        /// The line of each assignment.
        var lines: [Int]
    }

    /// Numbers in the order in which they come first.
    private(set) var order: [String] = []
    private(set) var entries: [String: Entry] = [:]
    private(set) var setAside: [SetAside]
    private(set) var spared: Set<String>
    private let held: [String: Agent]
    private let byHand: Set<String>
    private let bare: [Substring: String]

    /// `byHand` are the numbers that the feed does not own.
    init(_ feed: Feed, held: [String: Agent], byHand: Set<String>) {
        self.held = held
        self.byHand = byHand
        let owned = held.keys.filter { !byHand.contains($0) }
        bare = Dictionary(owned.map { (Self.bare($0), $0) }) { first, _ in first }
        setAside = feed.setAside
        spared = feed.spared
        for line in feed.lines { take(line) }
        checkSupervisors()
        checkCircles()
    }

    private mutating func take(_ line: FeedLine) {
        let number = line.person.number
        if let mistake = mistake(in: line) {
            setAside.append(SetAside(line: line.line, mistakes: [mistake]))
            spared.insert(mistake.code == .numberZeros ? mistake.nearest ?? number : number)
        } else if var entry = entries[number] {
            entry.person = entry.person.filled(from: line.person)
            entry.assignments.append(line.assignment)
            entry.lines.append(line.line)
            entries[number] = entry
        } else {
            order.append(number)
            entries[number] = Entry(person: line.person, assignments: [line.assignment], lines: [line.line])
        }
    }

    private func mistake(in line: FeedLine) -> FeedMistake? {
        let person = line.person
        if let entry = entries[person.number] {
            if !entry.person.isOne(with: person) {
                return FeedMistake(
                    .nameDiffers,
                    field: FeedColumn.birthName.rawValue,
                    value: person.names.full,
                    nearest: entry.person.names.full
                )
            }
            return entry.assignments.contains(line.assignment) ? FeedMistake(.repeated) : nil
        }
        if let agent = held[person.number] {
            if byHand.contains(person.number) {
                guard !person.isDeclared(as: agent) else { return nil }
                return FeedMistake(.declaredDiffers, field: FeedColumn.number.rawValue, value: person.number)
            }
            guard person.isAnother(than: agent) else { return nil }
            return FeedMistake(.numberTaken, field: FeedColumn.number.rawValue, value: person.number)
        }
        guard let full = bare[Self.bare(person.number)] else { return nil }
        return FeedMistake(.numberZeros, field: FeedColumn.number.rawValue, value: person.number, nearest: full)
    }

    /// A supervisor whom nobody knows costs the link alone; so does an agent who would supervise themselves.
    private mutating func checkSupervisors() {
        for number in order {
            guard var entry = entries[number] else { continue }
            for index in entry.assignments.indices {
                guard let supervisor = entry.assignments[index].supervisor, !isKnown(supervisor, for: number) else {
                    continue
                }
                entry.assignments[index].supervisor = nil
                let mistake = FeedMistake(.supervisor, field: FeedColumn.supervisor.rawValue, value: supervisor)
                setAside.append(SetAside(line: entry.lines[index], mistakes: [mistake]))
            }
            entries[number] = entry
        }
    }

    /// Whoever would be above themselves keeps the line and loses the link; each line of the circle is named on each.
    private mutating func checkCircles() {
        let above = entries.mapValues { $0.assignments.compactMap(\.supervisor) }
        for circle in FeedCircles(above).all() {
            let lines = circle.compactMap { entries[$0] }.flatMap { entry in
                zip(entry.assignments, entry.lines).filter { circle.contains($0.0.supervisor ?? "") }.map(\.1)
            }
            for number in order where circle.contains(number) { breakLinks(of: number, within: circle, lines.sorted()) }
        }
    }

    private mutating func breakLinks(of number: String, within circle: Set<String>, _ lines: [Int]) {
        guard var entry = entries[number] else { return }
        for index in entry.assignments.indices {
            guard let supervisor = entry.assignments[index].supervisor, circle.contains(supervisor) else { continue }
            entry.assignments[index].supervisor = nil
            let field = FeedColumn.supervisor.rawValue
            let mistake = FeedMistake(.supervisorCircle, field: field, value: supervisor, lines: lines)
            setAside.append(SetAside(line: entry.lines[index], mistakes: [mistake]))
        }
        entries[number] = entry
    }

    private func isKnown(_ supervisor: String, for number: String) -> Bool {
        supervisor != number && (entries[supervisor] != nil || held[supervisor] != nil)
    }

    /// A number without its leading zeros.
    private static func bare(_ number: String) -> Substring {
        number.drop { $0 == "0" }
    }
}

extension FeedPerson {
    /// Whether another line of the same number can be about the same person.
    fileprivate func isOne(with other: FeedPerson) -> Bool {
        if let birthDate, let theirs = other.birthDate, birthDate != theirs { return false }
        return names.mayBe(other.names)
    }

    /// Whether the number was somebody else's: neither the birth date nor any name agrees (S-31).
    fileprivate func isAnother(than agent: Agent) -> Bool {
        guard let birthDate, let held = agent.birthDate, birthDate != held else { return false }
        return !names.mayBe(agent.names)
    }

    /// Whether this is the person who was declared by hand under the number: birth date and names both agree, nothing is
    /// guessed (DO-20).
    fileprivate func isDeclared(as agent: Agent) -> Bool {
        guard let birthDate, birthDate == agent.birthDate else { return false }
        return names.agree(with: agent.names)
    }

    /// This person, with what only another line says.
    fileprivate func filled(from other: FeedPerson) -> FeedPerson {
        FeedPerson(
            number: number,
            names: names,
            birthDate: birthDate ?? other.birthDate,
            mail: mail ?? other.mail,
            phone: phone ?? other.phone,
            language: language
        )
    }
}
