import Foundation
import Gate
import Testing

@Suite(.timeLimit(.minutes(20))) struct `Two people on one pool` {
    private static let seconds =
        ProcessInfo.processInfo.environment["NOMADE_HAMMER_SECONDS"].flatMap(Double.init) ?? 30

    private static let hands: [Hammer.Hand] = [
        .signing(person: "good"), .signing(person: "good"), .asking(person: "other"), .asking(person: "other"),
        .asking(person: "good"), .knocking(person: "other"),
    ]

    @Test func `S-8: never get a byte of one another, one of them signed in by NTLM`() async throws {
        let app = SigningApp()
        try await Town.open({ app.acts($0, $1) }) { (town: Town) async throws in
            let hammer = Hammer(port: town.port, seconds: Self.seconds)
            await hammer.strike(Self.hands)
            print("\(hammer.requests) requests of two people in \(Self.seconds) s, \(town.app.connections) connections")
            #expect(hammer.crossings.isEmpty, "\(hammer.crossings.prefix(20))")
            #expect(hammer.requests > Int(Self.seconds) * 5)
            #expect(town.app.connections < town.app.requests.count)
        }
    }

    /// The hammer can fail: a relay that shares signed-in connections is caught at once.
    @Test func `S-8: would be caught sharing a connection that NTLM signed in`() async throws {
        let app = SigningApp(isPlain: true)
        let upstream = FakeApp { app.acts($0, $1) }
        let relay = try await PoolingRelay(to: try await upstream.open())
        let hammer = Hammer(port: relay.port, seconds: 30, stopsAtCrossing: true)
        await hammer.strike(Self.hands)
        #expect(hammer.hasStranger)
        await relay.close()
        await upstream.close()
    }
}
