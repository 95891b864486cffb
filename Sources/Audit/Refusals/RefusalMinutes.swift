import Web

/// What makes two refusals the same one: the same person, act, object and channel, for the same reason.
struct RefusalKind: Hashable, Sendable {
    let who: AuditActor
    let act: String
    let object: String?
    let channel: String?
    let reason: String

    init(_ entry: AuditEntry, reason: String) {
        who = entry.who
        act = entry.act
        object = entry.object
        channel = entry.origin?.channel
        self.reason = reason
    }
}

/// A count that is still to be added to the log.
struct OwedCount: Hashable, Sendable {
    let entry: Int64
    let times: Int64
    let at: Int64
}

/// The refusals of the last minute, so that a page reloaded a hundred times is one entry with its count.
///
/// The count is added to the log when it doubles and when its minute is over: few rows, and a crash forgets less than half.
struct RefusalMinutes: Sendable {
    private struct Minute {
        let begun: Int64
        let reference: Reference
        var entry: Int64?
        var times: Int64 = 1
        var written: Int64 = 1
        var last: Int64

        /// A clock that went back ends a minute too.
        func isOver(at now: Int64) -> Bool {
            now < begun || now >= begun + RefusalMinutes.length
        }

        /// The count that the log does not hold yet.
        var owed: OwedCount? {
            guard let entry, times > written else { return nil }
            return OwedCount(entry: entry, times: times, at: last)
        }
    }

    static let length: Int64 = 60
    private var minutes: [RefusalKind: Minute] = [:]
    private var lookedAt: Int64 = 0

    /// What to do about one more refusal.
    enum Step: Equatable {
        /// An entry of its own under the given reference, and what the minute before still owed.
        case record(owed: OwedCount?)
        /// Nothing but this count, if any; the page shows the reference of the first.
        case again(Reference, owed: OwedCount?)
    }

    mutating func note(_ kind: RefusalKind, under reference: Reference, at now: Int64) -> Step {
        let before = minutes[kind]
        guard var minute = before, !minute.isOver(at: now) else {
            minutes[kind] = Minute(begun: now, reference: reference, last: now)
            return .record(owed: before?.owed)
        }
        minute.times += 1
        minute.last = now
        var owed: OwedCount?
        if let entry = minute.entry, minute.times >= 2 * minute.written {
            owed = OwedCount(entry: entry, times: minute.times, at: now)
            minute.written = minute.times
        }
        minutes[kind] = minute
        return .again(minute.reference, owed: owed)
    }

    /// The first refusal of a minute stands in the log under this number.
    mutating func recorded(_ kind: RefusalKind, as entry: Int64) {
        minutes[kind]?.entry = entry
    }

    /// The first refusal could not be written: the next one is the first.
    mutating func forget(_ kind: RefusalKind) {
        minutes[kind] = nil
    }

    /// Takes out the minutes that are over and returns the counts that they still owe.
    mutating func settle(at now: Int64) -> [OwedCount] {
        lookedAt = now
        let over = minutes.filter { $1.isOver(at: now) }
        for kind in over.keys { minutes[kind] = nil }
        return over.values.compactMap(\.owed).sorted { $0.entry < $1.entry }
    }

    /// The same, but at most once in ten seconds: a storm of refusals does not look at all of them for each.
    mutating func settleWhenDue(at now: Int64) -> [OwedCount] {
        now >= lookedAt && now < lookedAt + 10 ? [] : settle(at: now)
    }
}
