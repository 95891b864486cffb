import Audit
import City
import Foundation
import Portal
import Store
import Testing
import TwoEngines

/// Who is killed under load, and how often: fifty deaths in all.
enum Death: CaseIterable, CustomTestStringConvertible {
    case gateOnSQLite, gateOnPostgreSQL, serverOfPostgreSQL

    var count: Int {
        switch self {
        case .gateOnSQLite, .gateOnPostgreSQL: 17
        case .serverOfPostgreSQL: 16
        }
    }

    var testDescription: String {
        switch self {
        case .gateOnSQLite: "a gate on SQLite, \(count) times"
        case .gateOnPostgreSQL: "a gate on PostgreSQL, \(count) times"
        case .serverOfPostgreSQL: "the PostgreSQL server, \(count) times"
        }
    }
}

@Suite struct `Fifty deaths at random moments under load` {
    /// Disks are synced as in a city: this server keeps what it acknowledged.
    private let server = DebianServer()

    @Test(.timeLimit(.minutes(10)), arguments: Death.allCases)
    func `S-15, ST-23: lose no acknowledged write, open no door, and leave everybody where they were`(death: Death)
        async throws
    {
        let address = death == .gateOnSQLite ? nil : try await server.newRole()
        let town = try await MortalTown.build(on: address, agents: 4 + death.count)
        let browser = town.browser()
        var gate = try town.serve()
        do {
            try await town.awaken(browser)
            for round in 0..<death.count {
                try await live(round, in: town) { [gate] in
                    if death == .serverOfPostgreSQL {
                        try await server.dieAndRise()
                    } else {
                        gate.die()
                    }
                }
                if death != .serverOfPostgreSQL { gate = try town.serve() }
                try await town.awaken(browser)
                try await check(town, browser, latest: 12, "after death \(round + 1)")
            }
            gate.die()
            gate = try town.serve()
            try await town.awaken(browser)
            try await check(town, browser, latest: .max, "in the end")
            try await checkLog(town)
        } catch {
            Issue.record(error)
        }
        gate.die()
        try await browser.close()
        await town.close()
    }

    /// People come and go, one is suspended, until the death at a moment that nobody knows.
    private func live(_ round: Int, in town: MortalTown, _ die: @escaping @Sendable () async throws -> Void)
        async throws
    {
        try await withThrowingTaskGroup { group in
            for agent in town.agents.prefix(4) {
                group.addTask {
                    try await town.withBrowser { browser in
                        var turns = 0
                        while !Task.isCancelled {
                            turns += 1
                            try? await town.enter(agent, browser)
                            if turns.isMultiple(of: 2) { try? await town.leave(browser) }
                        }
                    }
                }
            }
            group.addTask {
                let agent = town.agents[4 + round]
                try await town.withBrowser { browser in
                    try? await town.enter(agent, browser)
                    try await town.suspend(agent)
                }
            }
            let before = await town.ledger.answers
            let began = ContinuousClock.now
            repeat {
                try await Task.sleep(for: .milliseconds(Int.random(in: 50...700)))
            } while await town.ledger.answers
                == before && began.duration(to: .now) < .seconds(10)
            try await die()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func check(_ town: MortalTown, _ browser: Browser, latest: Int, _ when: String) async throws {
        try await Task.sleep(for: .milliseconds(1_000))
        for token in await town.ledger.standing.keys.shuffled().prefix(latest) {
            #expect(try await town.isOpen(token, browser), "a session was lost \(when)")
        }
        for token in await town.ledger.over.suffix(latest) {
            #expect(try await !town.isOpen(token, browser), "an ended session opens \(when)")
        }
        #expect(await town.ledger.mistakes == [])
    }

    private func checkLog(_ town: MortalTown) async throws {
        let database = try town.city.files.openDatabase()
        let verified = try await AuditLog.verify(database)
        let answers = await town.ledger.answers
        #expect(verified.firstBreak == nil)
        #expect(Int(verified.entries) >= answers)
        #expect(answers >= 16, "\(answers) answers are no load")
        try database.close()
    }
}
