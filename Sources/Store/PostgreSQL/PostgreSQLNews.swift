import CPostgreSQL
import Foundation
import Synchronization

/// Hears what any gate announced, over a connection of its own that does nothing else.
final class PostgreSQLNews: Sendable {
    /// Tells everyone who listens, at the commit; it carries no word, only that there is something to read. Each schema
    /// has a channel of its own.
    static let announcement = "SELECT pg_notify('nomade.' || current_schema(), '')"

    private let wakes = Wakes()
    private let phase = Mutex(Phase.quiet)
    private let isStanding = Mutex(false)
    private let connect: @Sendable () throws(StoreError) -> PostgreSQLLink

    private enum Phase { case quiet, listening, closed }

    init(connect: @escaping @Sendable () throws(StoreError) -> PostgreSQLLink) { self.connect = connect }

    /// A stream of wakes, the first of which comes when the listener stands; the first stream starts it.
    func stream() -> AsyncStream<Void> {
        let stream = wakes.stream()
        let starts = phase.withLock { phase in
            defer { if phase == .quiet { phase = .listening } }
            return phase == .quiet
        }
        if starts {
            let thread = Thread { [self] in listen() }
            thread.name = "nomade.news"
            thread.start()
        } else if isStanding.withLock({ $0 }) {
            wakes.wake()
        }
        return stream
    }

    func close() {
        phase.withLock { $0 = .closed }
        wakes.end()
    }

    private var isClosed: Bool { phase.withLock { $0 == .closed } }

    /// Listens until it is closed; after a loss it connects again and wakes everybody, who may have missed something.
    private func listen() {
        var failures = 0
        while !isClosed {
            do {
                let link = try connect()
                try subscribe(link)
                failures = 0
                isStanding.withLock { $0 = true }
                wakes.wake()
                try hear(link)
            } catch {
                isStanding.withLock { $0 = false }
                failures += 1
                Thread.sleep(forTimeInterval: Double(Reconnection.pause(after: failures)) / 1_000)
            }
        }
    }

    private func subscribe(_ link: PostgreSQLLink) throws {
        let rows = try ask("SELECT current_schema() AS schema", over: link)
        guard let schema: String = try rows.first?["schema"] else { throw StoreError.schema("there is no schema") }
        let channel = "nomade.\(schema)".replacingOccurrences(of: "\"", with: "\"\"")
        _ = try ask("LISTEN \"\(channel)\"", over: link)
    }

    private func ask(_ command: String, over link: PostgreSQLLink) throws -> [Row] {
        link.allow(milliseconds: 5_000)
        guard PQsendQueryParams(link.handle, command, 0, nil, nil, nil, nil, 1) == 1 else { throw link.lost }
        var rows: [Row] = []
        while let answer = try link.next() {
            if let failure = answer.failure { throw failure.translated }
            rows += try answer.rows()
        }
        return rows
    }

    private func hear(_ link: PostgreSQLLink) throws(StoreError) {
        while !isClosed {
            guard link.listen(milliseconds: 250) else { continue }
            guard PQconsumeInput(link.handle) == 1 else { throw link.lost }
            var heard = false
            while let note = PQnotifies(link.handle) {
                PQfreemem(note)
                heard = true
            }
            if heard { wakes.wake() }
        }
    }
}
