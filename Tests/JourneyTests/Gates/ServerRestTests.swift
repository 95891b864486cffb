import DemoTown
import Foundation
import Store
import Testing
import TwoEngines

/// A gate whose PostgreSQL server is stopped and started again by its operator.
@Suite struct `A gate whose database server rests` {
    /// Whether `/readyz` says so within some seconds; the last words that it said.
    private func says(_ words: String, _ status: Int, _ town: MortalTown, _ browser: Browser, within seconds: Double)
        async throws -> String?
    {
        let began = ContinuousClock.now
        var last = "nothing"
        while began.duration(to: .now) < .seconds(seconds) {
            let visit = try await browser.open("http://127.0.0.1:\(town.town.options.port + 2)/readyz")
            if visit.status == status, visit.body == words + "\n" { return nil }
            last = "\(visit.status) \(visit.body)"
            try await Task.sleep(for: .milliseconds(50))
        }
        return last
    }

    @Test(.timeLimit(.minutes(5)))
    func `S-36, ST-26: says that it is not ready, opens no door, and is ready again within two seconds`() async throws {
        let server = DebianServer()
        let town = try await MortalTown.build(on: try await server.newRole(), agents: 4)
        let gate = try town.serve()
        let (browser, other) = (town.browser(), town.browser())
        do {
            try await town.awaken(browser)
            #expect(try await says("ready", 200, town, browser, within: 2) == nil)
            try await server.rest()
            #expect(try await says("the database does not answer", 503, town, browser, within: 2) == nil)
            #expect(try await browser.open("http://127.0.0.1:\(town.town.options.port + 2)/livez").status == 200)
            try? await town.enter(town.agents[0], other)
            #expect(await town.ledger.answers == 0)
            // Long enough for the pauses between attempts to be at their longest.
            try await Task.sleep(for: .seconds(4))
            #expect(try await says("the database does not answer", 503, town, browser, within: 1) == nil)
            try await server.rise()
            #expect(try await says("ready", 200, town, browser, within: 2) == nil)
            try await town.enter(town.agents[0], other)
            #expect(await town.ledger.answers == 1)
        } catch {
            Issue.record(error)
        }
        gate.die()
        try await browser.close()
        try await other.close()
        await town.close()
    }
}
