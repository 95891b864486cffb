import Policy
import Web

/// Compares a feed with the agents held, and says what would change; pure, and the same for a dry run and a real one.
package struct FeedComparison {
    private let held: [String: Agent]
    private let own: OwnContacts
    private let byHand: HeldByHand
    private let today: CalendarDate
    private var mint: IdentifierMint

    /// A comparison with the agents held, on a day of the city's calendar; `identifiers` are all that were ever given, `own`
    /// the contacts that agents set themselves, `byHand` the numbers of which the feed does not decide alone: it neither
    /// ends nor counts those declared by hand.
    package init(
        held: [String: Agent],
        identifiers: Set<String>,
        own: OwnContacts = OwnContacts(),
        byHand: HeldByHand = HeldByHand(),
        today: CalendarDate
    ) {
        self.held = held
        self.own = own
        self.byHand = byHand
        self.today = today
        mint = IdentifierMint(given: identifiers)
    }

    /// The plan for a feed; agents keep the order of the feed, those who end go by number.
    package mutating func plan(_ feed: Feed) -> FeedPlan {
        let gathering = FeedGathering(feed, held: held, byHand: byHand.declared)
        var added: [ArrivingAgent] = []
        var changed: [ChangedAgent] = []
        var unchanged = 0
        for number in gathering.order {
            guard let entry = gathering.entries[number] else { continue }
            guard let agent = held[number] else {
                added.append(arrival(of: entry))
                continue
            }
            if let change = change(of: agent, to: entry, isSpared: gathering.spared.contains(number)) {
                changed.append(change)
            } else {
                unchanged += 1
            }
        }
        let named = gathering.spared.union(gathering.entries.keys)
        let present = held.values.filter { agent in
            !byHand.declared.contains(agent.number) && agent.assignments.contains { $0.goesOn(after: today) }
        }
        return FeedPlan(
            added: added,
            changed: changed,
            ended: present.filter { !named.contains($0.number) }.map(end).sorted { $0.number < $1.number },
            unchanged: unchanged,
            setAside: gathering.setAside.sorted { $0.line < $1.line },
            present: present.count
        )
    }

    private mutating func arrival(of entry: FeedGathering.Entry) -> ArrivingAgent {
        ArrivingAgent(
            person: entry.person,
            identifier: mint.identifier(for: entry.person.names, number: entry.person.number),
            assignments: entry.assignments
        )
    }

    private mutating func change(
        of agent: Agent,
        to entry: FeedGathering.Entry,
        isSpared: Bool
    ) -> ChangedAgent? {
        let person = entry.person.merged(into: agent, own)
        let matching = AssignmentMatching(
            held: agent.assignments,
            stated: entry.assignments,
            today: today,
            isSpared: isSpared
        )
        let isMerged = byHand.declared.contains(agent.number)
        let assignments = isMerged ? matching.merger() : matching.changes()
        let personWords = person.words(after: agent)
        let isRehired = !byHand.merged.contains(agent.number) && agent.comesBack(by: assignments)
        guard isMerged || !personWords.isEmpty || !assignments.isEmpty else { return nil }
        let isRenamed = isMerged || person.names.identifierStem != agent.names.identifierStem
        return ChangedAgent(
            number: agent.number,
            names: person.names,
            person: personWords.isEmpty ? nil : person,
            identifier: isRenamed ? mint.identifier(for: person.names, number: agent.number) : nil,
            isMerged: isMerged,
            assignments: assignments,
            isRehired: isRehired,
            words: (isMerged ? ["declared by hand, known to the feed now"] : []) + personWords
                + assignments.words(after: agent.assignments) + (isRehired ? ["credential: closed → declared"] : [])
        )
    }

    private func end(_ agent: Agent) -> EndedAgent {
        let nothing = AssignmentMatching(held: agent.assignments, stated: [], today: today, isSpared: false)
        return EndedAgent(number: agent.number, names: agent.names, assignments: nothing.changes())
    }
}

extension FeedPerson {
    /// What is kept of a person: an empty field says nothing, and capitals do not replace a better spelling (D-105).
    /// What the agent set stays until the feed says something else than it did then (RS-44).
    fileprivate func merged(into agent: Agent, _ own: OwnContacts) -> FeedPerson {
        let keepsMail = own.stays(.mail, of: number, feed: mail)
        let keepsPhone = own.stays(.phone, of: number, feed: phone?.typed)
        return FeedPerson(
            number: number,
            names: names.keepingSpelling(of: agent.names),
            birthDate: birthDate ?? agent.birthDate,
            mail: keepsMail ? agent.reach.mail : mail ?? agent.reach.mail,
            phone: keepsPhone ? agent.reach.phone : phone ?? agent.reach.phone,
            language: language
        )
    }

    /// What differs from the agent held, by name of the field; values are said of names only.
    fileprivate func words(after agent: Agent) -> [String] {
        var words: [String] = []
        if names != agent.names { words.append("name: \(agent.names.full) → \(names.full)") }
        if birthDate != agent.birthDate { words.append("birth date") }
        if mail != agent.reach.mail { words.append("mail") }
        if phone != agent.reach.phone { words.append("phone") }
        if language != agent.reach.language { words.append("language: \(language.rawValue)") }
        return words
    }
}

extension Agent {
    /// Whether a closed credential begins anew: the feed states a period of work that was not known. Nobody comes back by a
    /// line that was held all along, nor from death.
    fileprivate func comesBack(by changes: AssignmentChanges) -> Bool {
        credential.step == .closed && !assignments.contains { $0.position == .deceased }
            && changes.added.contains { $0.position.serves }
    }
}

extension AssignmentChanges {
    /// What becomes of the assignments, in words.
    fileprivate func words(after held: [DatedAssignment]) -> [String] {
        let byID = Dictionary(held.map { ($0.id, $0) }) { first, _ in first }
        var words = added.map { "+ \($0.place) from \($0.from)" }
        words += updated.map { id, new in "\(byID[id].map { new.words(after: $0) } ?? "")" }
        words += ended.map { "\(byID[$0.id]?.department ?? "") ends \($0.on)" }
        words += removed.map { "- \(byID[$0]?.department ?? "") from \(byID[$0]?.from.description ?? "")" }
        return words
    }
}

extension FeedAssignment {
    fileprivate var place: String {
        [department, unit, function, position.rawValue].compactMap(\.self).joined(separator: ", ")
    }

    fileprivate func words(after held: DatedAssignment) -> String {
        let fields: [(name: String, old: String?, new: String?)] = [
            ("department", held.department, department), ("unit", held.unit, unit),
            ("function", held.function, function), ("supervisor", held.supervisor, supervisor),
            ("position", held.position.rawValue, position.rawValue),
            ("last day", held.until?.description, until?.description),
        ]
        let changed = fields.filter { $0.old != $0.new }.map { "\($0.name): \($0.old ?? "–") → \($0.new ?? "–")" }
        return "\(department): \(changed.joined(separator: ", "))"
    }
}
