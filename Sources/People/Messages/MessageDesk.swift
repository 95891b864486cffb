import City
package import Policy
package import Store

/// What carries a message out and says what the gateway answered.
package typealias Messenger = @Sendable (Message) async -> MessageFate

/// The one way by which anything goes out to people: counted in the transaction that decides it, sent once that is kept, its
/// fate written whatever it is.
package struct MessageDesk: Sendable {
    private let database: any Database
    private let carry: Messenger

    /// A desk over a store and what carries messages.
    package init(_ database: any Database, by carry: @escaping Messenger) {
        self.database = database
        self.carry = carry
    }

    /// Sends messages that were kept, all at once; returns when each has an answer or none came in time, with the employee
    /// numbers of those whose message is in trouble.
    @discardableResult
    package func send(_ messages: [Message], at now: Instant) async throws -> [String] {
        let fates = await withTaskGroup(of: (MessageID, MessageFate).self) { group in
            for message in messages { group.addTask { (message.id, await carry(message)) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        guard !fates.isEmpty else { return [] }
        try await database.write { transaction in
            for (id, fate) in fates { try MessageStore.note(fate, of: id, at: now, in: transaction) }
        }
        let troubled = Set(fates.filter { $0.1.isTrouble }.map(\.0))
        return messages.filter { troubled.contains($0.id) }.map(\.person.agent)
    }
}
