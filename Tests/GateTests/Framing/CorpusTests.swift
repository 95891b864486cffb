import Foundation
import Gate
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct `A hostile request` {
    private static let seed = ProcessInfo.processInfo.environment["NOMADE_FUZZ_SEED"].flatMap(UInt64.init) ?? 20_261_124
    private static let corpus = Corpus.all(seed: seed)

    @Test(arguments: ForeignServer.Kind.allCases)
    func `S-1, S-2, S-5, S-6: reaches an app as one request with our identity alone, or not at all`(
        kind: ForeignServer.Kind
    ) async throws {
        let run = CorpusRun(kind, Self.corpus)
        let complaints = try await Self.meet(kind, run) { town, _ in try await run.send(to: town.port) }
        print("\(run.requests.count) hostile requests to \(kind.rawValue), seed \(Self.seed)")
        Self.record(complaints, kind)
    }

    @Test(arguments: ForeignServer.Kind.allCases)
    func `S-1, S-4, S-6: of HTTP/2 reaches an app as one request with our identity alone, or not at all`(
        kind: ForeignServer.Kind
    ) async throws {
        let run = CorpusRun(kind, HostileFrames.all())
        let complaints = try await Self.meet(kind, run, plain: false) { town, _ in
            try await run.send(to: town.port, inFrames: true)
        }
        print("\(run.requests.count) hostile requests of HTTP/2 to \(kind.rawValue)")
        Self.record(complaints, kind)
    }

    private static func record(_ complaints: [String: [String]], _ kind: ForeignServer.Kind) {
        for (family, found) in complaints {
            let first = found.prefix(15).joined(separator: "\n  ")
            Issue.record("\(kind.rawValue) \(family) (\(found.count)):\n  \(first)")
        }
    }

    /// The oracle can fail: a relay that passes bytes blindly is caught in every family in which it does harm.
    @Test func `S-1: would not get past the oracle through a door that reads nothing`() async throws {
        let dangerous = ["lengths", "chunks", "lines", "bytes", "targets", "hosts", "identity", "sizes"]
        let families = Dictionary(grouping: Self.corpus) { $0.family }
        let sample = dangerous.flatMap { family in
            (families[family] ?? []).enumerated().filter { $0.offset.isMultiple(of: 9) }.map(\.element)
        }
        let run = CorpusRun(.python, sample)
        let complaints = try await Self.meet(.python, run) { _, server in
            let relay = try await LenientRelay(to: server.port)
            try await run.send(to: relay.port, at: 16, seconds: 0.4)
            await relay.close()
        }
        for family in dangerous {
            // That the relay tells no address is not what it is caught for.
            let caught = complaints[family, default: []].filter { !$0.contains("x-forwarded-for") }
            #expect(!caught.isEmpty, "\(family)")
        }
        #expect(complaints["identity", default: []].contains { $0.contains("FORGED") })
        print("\(sample.count) through a blind relay: \(complaints.mapValues(\.count).sorted { $0.key < $1.key })")
    }

    /// Starts the server before a recording app, behind a gate; returns the oracle's complaints of the story.
    private static func meet(
        _ kind: ForeignServer.Kind,
        _ run: CorpusRun,
        plain: Bool = true,
        story: @escaping @Sendable (Town, ForeignServer) async throws -> Void
    ) async throws -> [String: [String]] {
        let place = Started()
        try await Town.open(Self.echo, plain: plain, through: { try await place.start(kind, sink: $0) }) { town in
            guard let server = place.server else { return }
            do {
                try await story(town, server)
            } catch {
                server.stop()
                throw error
            }
            server.stop()
            place.complaints = run.complaints(log: server.log, recorded: town.app.requests)
            server.clean()
        }
        return place.complaints
    }

    /// Answers with method and target; a HEAD without them.
    private static let echo: FakeApp.Script = { request, _ in
        let line = request.prefix { $0 != "\r\n" }.split(separator: " ").prefix(2).joined(separator: " ")
        let head = "HTTP/1.1 200 OK\r\nContent-Length: \(line.utf8.count)\r\n\r\n"
        return [.send(line.hasPrefix("HEAD ") ? head : head + line)]
    }
}
