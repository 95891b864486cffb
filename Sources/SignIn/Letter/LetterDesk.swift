package import Audit
package import City
package import People
package import Policy
package import Store
package import Web

/// Makes activation letters in two steps, so that nothing is issued that could not be printed: `prepare`, print, `issue`.
package struct LetterDesk: Sendable {
    private let city: City
    private let database: any Database
    private let keys: KeyFile
    private let messages: MessageDesk

    /// Letters of one city; `messages` carries second halves.
    package init(_ city: City, database: any Database, keys: KeyFile, messages: MessageDesk) {
        self.city = city
        self.database = database
        self.keys = keys
        self.messages = messages
    }

    /// Letters with fresh codes for the people that are named by number, identifier or mail; nothing is kept yet. `language`
    /// stands in the place of each person's own; whoever is named twice gets one. Throws `LetterRefusal`.
    package func prepare(
        _ people: [String],
        as delivery: ActivationCodeStore.Delivery = .letter,
        in language: Language? = nil,
        at now: Instant
    ) async throws -> [ActivationLetter] {
        try await database.read { try prepare(people, as: delivery, in: language, at: now, $0) }
    }

    /// The same, as a caller's transaction sees them.
    package func prepare(
        _ people: [String],
        as delivery: ActivationCodeStore.Delivery,
        in language: Language?,
        at now: Instant,
        _ reading: Reading
    ) throws -> [ActivationLetter] {
        var seen: Set<String> = []
        let letters = try people.map { try letter(for: $0, as: delivery, in: language, at: now, reading) }
        return letters.filter { seen.insert($0.agent).inserted }
    }

    /// Makes the codes of printed letters good, all or none: earlier letters and links of these people are dead. Second
    /// halves leave by SMS once that is kept. Throws `LetterRefusal`.
    package func issue(_ letters: [ActivationLetter], by actor: AuditActor, at now: Instant) async throws {
        let halves = try await database.write { try issue(letters, by: actor, at: now, in: $0) }
        try await messages.send(halves, at: now)
    }

    /// The same in a caller's transaction: returns the second halves to send once it is kept. One beyond a budget refuses all
    /// (S-23).
    package func issue(
        _ letters: [ActivationLetter],
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    )
        throws -> [Message]
    {
        try letters.compactMap { try issue($0, by: actor, at: now, in: transaction) }
    }

    private func issue(
        _ letter: ActivationLetter,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Message? {
        do {
            try ActivationCodeStore.issue(
                letter.code,
                for: letter.agent,
                by: actor,
                as: letter.delivery,
                days: city.signIn.activationDays,
                keys: keys,
                at: now,
                in: transaction
            )
        } catch let refusal as CredentialRefusal { throw LetterRefusal.credential(letter.agent, refusal) }
        guard letter.delivery == .split, let phone = letter.phone else { return nil }
        let words = NoticeWords.text("letter.sms", in: letter.language, ["half": letter.code.halves.phone])
        let message = Message(.sms, .code, to: phone, text: words)
        guard try MessageStore.keepAdmitted(message, city.messages.budget, at: now, in: transaction) else {
            throw LetterRefusal.messagesSpent(letter.agent)
        }
        return message
    }

    private func letter(
        for typed: String,
        as delivery: ActivationCodeStore.Delivery,
        in language: Language?,
        at now: Instant,
        _ reading: Reading
    ) throws -> ActivationLetter {
        guard let number = try AgentStore.resolve(TypedIdentifier(typed), at: now, in: reading),
            let agent = try AgentStore.agent(number, in: reading)
        else { throw LetterRefusal.unknown(typed) }
        let department = agent.departments(in: city, at: now).first
        let phone = city.mobile(of: agent, on: city.day(of: now))
        guard delivery == .letter || phone != nil else { throw LetterRefusal.noMobile(number) }
        let unit = agent.nearestAssignments(on: city.day(of: now)).first?.unit
        let employer = department.flatMap { city.employers[$0.employer]?.name }
        let end = now.adding(seconds: Int64(city.signIn.activationDays) * 86_400)
        return ActivationLetter(
            agent: number,
            identifier: department?.identifier == .firstLast ? agent.identifier.text : number,
            code: .random(),
            delivery: delivery,
            language: language ?? agent.reach.language,
            address: [agent.callerName.full, unit, department?.name, employer ?? city.name].compactMap(\.self),
            contact: department.flatMap { city.contacts[$0.hrOffice] },
            lastDay: city.day(of: end).adding(days: -1),
            phone: phone
        )
    }
}
