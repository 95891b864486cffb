package import Store
import Synchronization
package import Web

/// Records refusals of known people: one entry a minute for the same one, with its count (S-37). Strangers' refusals are
/// not its business.
package final class RefusalLog: Sendable {
    private let database: any Database
    private let minutes = Mutex(RefusalMinutes())

    package init(_ database: any Database) {
        self.database = database
    }

    /// Records a refusal given for `reason` (a code) and returns the reference for its page: the first one's, when it is a
    /// repetition. Throws when the log cannot be written; the refusal is then shown all the same, under its own reference.
    package func note(_ entry: AuditEntry, reason: String) async throws -> Reference {
        let reference = entry.reference ?? .random()
        let kind = RefusalKind(entry, reason: reason)
        let (owed, step) = minutes.withLock { minutes in
            (minutes.settleWhenDue(at: entry.at), minutes.note(kind, under: reference, at: entry.at))
        }
        switch step {
        case .again(let first, let count):
            try await write(owed + [count].compactMap(\.self))
            return first
        case .record(let count):
            try await record(entry.under(reference), as: kind, beside: owed + [count].compactMap(\.self))
            return reference
        }
    }

    /// Adds the counts of the minutes that are over at `now` (seconds since 1970); the wiring calls it every minute and,
    /// with `Int64.max`, when the program ends.
    package func settle(at now: Int64) async throws {
        try await write(minutes.withLock { $0.settle(at: now) })
    }

    private func record(_ entry: AuditEntry, as kind: RefusalKind, beside owed: [OwedCount]) async throws {
        do {
            let number = try await database.write { transaction in
                for count in owed { try count.write(in: transaction) }
                return try AuditLog.record(entry, in: transaction)
            }
            minutes.withLock { $0.recorded(kind, as: number) }
        } catch {
            minutes.withLock { $0.forget(kind) }
            throw error
        }
    }

    private func write(_ owed: [OwedCount]) async throws {
        guard !owed.isEmpty else { return }
        try await database.write { transaction in
            for count in owed { try count.write(in: transaction) }
        }
    }
}

extension OwedCount {
    fileprivate func write(in transaction: Transaction) throws {
        try AuditLog.repeated(entry, times: times, at: at, in: transaction)
    }
}
