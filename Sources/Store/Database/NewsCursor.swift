/// How far a reader of a table of news has come, where ids grow in the order of asking and rows come to light in the order
/// of committing: on PostgreSQL a row may appear below one that was read before it.
///
/// Every id up to `floor` was read or will never be; what came to light above it is remembered, so that each row is news
/// once. A missing id is waited for, and given up after `patienceSeconds`: its transaction was undone.
package struct NewsCursor: Sendable {
    /// Longer than one attempt at the longest write, a whole city's feed.
    package static let patienceSeconds: Int64 = 300
    /// Below the newest row of the start so many ids may still be under way.
    private static let reach: Int64 = 1_000

    /// Rows are asked for above this id.
    package private(set) var floor: Int64
    /// The ids above the floor that were read, each with the second in which it was.
    private var above: [Int64: Int64] = [:]

    /// From which id a reader that starts at `newest` asks; what is there already is no news, what is missing may become it.
    package static func start(newest: Int64) -> NewsCursor { NewsCursor(floor: max(0, newest - reach)) }

    private init(floor: Int64) { self.floor = floor }

    /// Notes what a reading above the floor brought; returns the ids that are news.
    package mutating func take(_ ids: [Int64], atSecond now: Int64) -> Set<Int64> {
        var news: Set<Int64> = []
        for id in ids where id > floor && above[id] == nil {
            above[id] = now
            news.insert(id)
        }
        rise(atSecond: now)
        return news
    }

    private mutating func rise(atSecond now: Int64) {
        while !above.isEmpty {
            while above.removeValue(forKey: floor + 1) != nil { floor += 1 }
            guard let lowest = above.min(by: { $0.key < $1.key }), lowest.value + Self.patienceSeconds <= now else {
                return
            }
            floor = lowest.key - 1
        }
    }
}
