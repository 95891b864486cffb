import Audit
package import City
package import Policy
package import Store
package import Web

/// The invitation to `/ready` before the first day away from the office: by SMS where a mobile is on file, else by mail; it holds
/// an address to type, no link and no code.
package struct ReadyInvitation: Sendable {
    /// By which way one left; `nowhere` where neither mobile nor mail address is on file.
    package enum Way: String, Sendable, ColumnValue {
        case sms, mail, nowhere
    }

    private let city: City
    private let texts: Texts
    private let keys: KeyFile

    /// Invitations in the words of the whole program.
    package init(city: City, texts: Texts, keys: KeyFile) { (self.city, self.texts, self.keys) = (city, texts, keys) }

    /// Invites everybody who is due, each in a transaction of their own: of two gates at once one does.
    package func inviteDue(in database: any Database, by desk: MessageDesk, at now: Instant) async throws {
        let today = city.day(of: now)
        // Nobody's phone rings at night because a calendar turned.
        let isDaytime = (480..<1_200).contains(city.localTime(of: now).minute)
        let last = isDaytime ? today.adding(days: 7) : today
        let due = try await database.read {
            try ReadyInvitationStore.due(today..<last.adding(days: 1), at: now, in: $0)
        }
        for number in due {
            let messages = try await database.write { try inviteOnce(number, at: now, in: $0) }
            try await desk.send(messages, at: now)
        }
    }

    /// Invites somebody with an active access who never was; again another time where the budgets let nothing through.
    private func inviteOnce(_ number: String, at now: Instant, in transaction: Transaction) throws -> [Message] {
        guard let agent = try AgentStore.agent(number, in: transaction),
            agent.state(on: city.day(of: now)) == .active,
            try ReadyInvitationStore.last(of: number, in: transaction) == nil
        else { return [] }
        return try invite(agent, by: .program, at: now, in: transaction).messages
    }

    /// Invites one person, with the audit entry; what is to leave once that is committed, nothing where it goes by mail. Without
    /// a way while the budgets are used up, and nothing is kept then.
    func invite(_ agent: Agent, by actor: AuditActor, at now: Instant, in transaction: Transaction) throws
        -> (way: Way?, messages: [Message])
    {
        let (way, messages) = try send(to: agent, at: now, in: transaction)
        guard let way else { return (nil, []) }
        try ReadyInvitationStore.keep(way, of: agent.number, at: now, in: transaction)
        guard way != .nowhere else { return (way, []) }
        let detail = AuditDetail(["by": way.rawValue])
        try AuditLog.record(
            AuditEntry(who: actor, subject: agent.number, act: "ready.invited", at: now.seconds, detail: detail),
            in: transaction
        )
        return (way, messages)
    }

    /// Within half of each budget: the other half is for codes, which people wait for (S-23).
    private func send(to agent: Agent, at now: Instant, in transaction: Transaction) throws
        -> (way: Way?, messages: [Message])
    {
        let address = String(city.portal.origin.dropFirst("https://".count)) + "/ready"
        let mobile = city.mobile(of: agent, on: city.day(of: now))
        if let mobile {
            let words = texts("invitation.message", in: agent.reach.language, ["address": address])
            let message = Message(.sms, .notice, to: mobile, text: words)
            if try MessageStore.keepAdmitted(message, city.messages.budget.half, at: now, in: transaction) {
                return (.sms, [message])
            }
        }
        let isMailed = try AgentNotice(city: city, texts: texts, keys: keys).keepMail(
            "invitation.mail",
            ["address": address],
            under: "invitation.subject",
            to: agent.number,
            at: now,
            in: transaction
        )
        return (isMailed ? .mail : mobile == nil ? Way.nowhere : nil, [])
    }
}

extension DeskOfficer {
    /// Invites somebody in scope with an active access, once a day at most; nil for whoever is not in scope.
    func invite(_ number: String, with invitation: ReadyInvitation, at now: Instant, in transaction: Transaction) throws
        -> [Message]?
    {
        guard let progress = try person(number, in: transaction) else { return nil }
        if let refusal = try refusal(of: .suspend, on: progress, in: transaction) { throw refusal }
        guard progress.state == .active else { throw DeskRefusal.step }
        let last = try ReadyInvitationStore.last(of: number, in: transaction)
        if let last, last.way != .nowhere, now.seconds(since: last.at) < 86_400 { throw DeskRefusal.invitedToday }
        let (way, messages) = try invitation.invite(progress.agent, by: actor, at: now, in: transaction)
        guard let way, way != .nowhere else { throw DeskRefusal.notInvited }
        return messages
    }
}
