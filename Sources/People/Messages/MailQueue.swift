package import Policy
package import Store

/// Hands in the mails that wait, one after the other, however many gates do so at once: each is taken from the database
/// before it leaves, and comes back when the server did not have it.
package struct MailQueue: Sendable {
    private let database: any Database
    private let keys: KeyFile
    private let carry: MailCarrier

    /// A queue over a store, its key file and what hands mails in.
    package init(_ database: any Database, keys: KeyFile, by carry: @escaping MailCarrier) {
        self.database = database
        self.keys = keys
        self.carry = carry
    }

    /// Hands in what is due, until nothing is or the server says not now; returns how many mails it took.
    @discardableResult
    package func empty(now: @Sendable () -> Instant) async throws -> Int {
        var taken = 0
        while !Task.isCancelled {
            let began = now()
            let mail = try await database.write { [keys] in try MailStore.take(keys: keys, at: began, in: $0) }
            guard let mail else { break }
            let outcome = await carry(mail)
            let ended = now()
            try await database.write { try MailStore.note(outcome, of: mail, at: ended, in: $0) }
            if case .later = outcome { break }
            if outcome == .taken { taken += 1 }
        }
        return taken
    }

    /// Looks every second until the task is cancelled; `failed` is told what went wrong, and the next look goes on.
    package func run(now: @escaping @Sendable () -> Instant, failed: @escaping @Sendable (any Error) -> Void) async {
        while !Task.isCancelled {
            do { try await empty(now: now) } catch { failed(error) }
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
