import DemoTown
import Foundation
import Policy
import Portal
import Testing
import TwoEngines

/// Two real gates on one database; deadlines are the product's own promise and are asserted.
@Suite(.serialized, .timeLimit(.minutes(5)), .onBothEngines) struct `Two gates of one city` {
    private struct Report: Decodable {
        struct Gate: Decodable {
            let gate: String
            let milliseconds: Int
            let sessions: Int
            let closed: [Exchange]
        }

        struct Exchange: Decodable {
            let app: String
            let kind: String
        }

        let gates: [Gate]
        let silent: [String]
    }

    private func suspend(_ person: Residents.Resident, at gate: Served) async throws -> Report {
        let number = person.employeeNumber
        let data = try await gate.command("people", "suspend", number, "--reason", "essai", "--json")
        return try JSONDecoder().decode(Report.self, from: data)
    }

    /// Signs Moussa in at the first gate, at the slow app.
    private func enter(_ gates: TwoGates) async throws -> (Browser, Residents.Resident) {
        let (browser, moussa) = (gates.browser(), try gates.person("Moussa"))
        let visit = try await browser.signIn(moussa, at: gates.address(gates.a))
        guard visit.status == 200, visit.body == "kept" else { throw WorldMistake("not in: \(visit.words)") }
        return (browser, moussa)
    }

    private func waits(_ seconds: Double = 1, until holds: () async throws -> Bool) async throws -> Bool {
        let began = ContinuousClock.now
        while began.duration(to: .now) < .seconds(seconds) {
            if try await holds() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    @Test func `S-16, RV-4, RV-6: what one person has open at A closes within a second of a suspension at B`()
        async throws
    {
        try await TwoGates.live { gates in
            let (browser, moussa) = try await enter(gates)
            #expect(try await browser.open(gates.address(gates.b)).body == "kept", "RV-1: B knows the session of A")
            let open = try await gates.openAll(gates.a, browser)
            let began = ContinuousClock.now
            let report = try await suspend(moussa, at: gates.b)
            for line in open { try await line.waitForEnd() }
            let ends = open.compactMap(\.endedAt).map { began.duration(to: $0) }
            #expect(ends.count == 3)
            #expect(report.silent.isEmpty && report.gates.count == 2)
            let receipt = try #require(report.gates.first { $0.gate.hasSuffix(":\(gates.a.port)") })
            #expect(Set(receipt.closed.map(\.kind)) == ["websocket", "download", "upload"])
            #expect(receipt.closed.allSatisfy { $0.app == "quai" })
            #expect(receipt.milliseconds < 1_000)
            // The command itself takes its start from the time that the sockets saw.
            let spread = try #require(ends.max()) - (try #require(ends.min()))
            #expect(spread < .seconds(1))
            for gate in [gates.a, gates.b] {
                #expect(try await browser.open(gates.address(gate)).heading.contains("Se connecter"))
            }
            try await browser.close()
        }
    }

    @Test func `S-15, RV-7: a revocation survives restarts in any order`() async throws {
        try await TwoGates.live { gates in
            let (browser, moussa) = try await enter(gates)
            gates.b.kill()
            let upload = try await gates.upload(gates.a, browser)
            _ = try await suspend(moussa, at: gates.a)
            try await upload.waitForEnd()
            #expect(!upload.text.contains("kept"))
            gates.a.kill()
            _ = try await gates.a.command("people", "resume", moussa.employeeNumber, "--reason", "essai")
            try await gates.b.start()
            try await gates.a.start()
            for gate in [gates.b, gates.a] {
                #expect(try await browser.open(gates.address(gate)).heading.contains("Se connecter"))
            }
            try await browser.close()
        }
    }

    @Test func `S-15, RV-7: a gate that was down while somebody was suspended judges when it starts`() async throws {
        try await TwoGates.live { gates in
            let (browser, moussa) = try await enter(gates)
            gates.a.kill()
            gates.b.kill()
            let report = try await suspend(moussa, at: gates.a)
            #expect(report.gates.isEmpty)
            try await gates.a.start()
            #expect(try await browser.open(gates.address(gates.a)).heading.contains("Se connecter"))
            try await browser.close()
        }
    }

    @Test func `S-45, RV-1: signing out at B closes what is open at A`() async throws {
        try await TwoGates.live { gates in
            let (browser, _) = try await enter(gates)
            let open = try await gates.openAll(gates.a, browser)
            let home = try await browser.open("https://nomades.localhost:\(gates.b.port)/")
            let form = try #require(home.forms.firstIndex { $0.action == "/sign-out" })
            let began = ContinuousClock.now
            _ = try await browser.submit([:], on: home, form: form)
            for line in open { try await line.waitForEnd() }
            #expect(open.compactMap(\.endedAt).allSatisfy { began.duration(to: $0) < .seconds(1.5) })
            #expect(open.compactMap(\.endedAt).count == 3)
            try await browser.close()
        }
    }

    @Test func `S-16, RV-4: another department by the feed, and another rule by the city file, are felt at once`()
        async throws
    {
        try await TwoGates.live { gates in
            for gate in [gates.a, gates.b] {
                try gate.reload { $0.replacing("- {everyone: true, factor: none}", with: "- {department: [dpe]}") }
            }
            let (browser, _) = try await enter(gates)
            let first = try await gates.openAll(gates.a, browser)
            let feed = gates.town.options.folder + "/moved.csv"
            let people = try String(contentsOfFile: gates.town.files.people, encoding: .utf8)
            try people.replacing("Moussa;1975-01-30;dpe;", with: "Moussa;1975-01-30;dsin;")
                .write(toFile: feed, atomically: true, encoding: .utf8)
            _ = try await gates.b.command("people", "import", feed, "--force")
            for line in first { try await line.waitForEnd() }
            #expect(first.allSatisfy { $0.endedAt != nil })
            #expect(try await browser.open(gates.address(gates.a)).status == 403)
            try gates.a.reload { $0.replacing("- {department: [dpe]}", with: "- everyone: true") }
            #expect(try await waits(2) { try await browser.open(gates.address(gates.a)).status == 200 })
            let second = try await gates.openAll(gates.a, browser)
            try gates.a.reload { $0.replacing("- everyone: true", with: "- {department: [dpe]}") }
            for line in second { try await line.waitForEnd() }
            #expect(second.allSatisfy { $0.endedAt != nil })
            try await browser.close()
        }
    }

    @Test func `S-16, RV-4: a grant given at B opens at A, and ended at B closes what is open at A`() async throws {
        try await TwoGates.live { gates in
            let (browser, moussa) = try await enter(gates)
            try gates.a.reload { $0.replacing("- {everyone: true, factor: none}", with: "- {department: [dsin]}") }
            #expect(try await waits(2) { try await browser.open(gates.address(gates.a)).status == 403 })
            let words = ["people", "grant", moussa.employeeNumber, "--app", "quai", "--reason", "essai"]
            let inTwoDays = Date(timeIntervalSince1970: TimeInterval(Clock().now().seconds + 2 * 86_400))
            let until = inTwoDays.formatted(.iso8601.year().month().day()) + "T12:00"
            _ = try await gates.b.command(words + ["--until", until])
            #expect(try await waits { try await browser.open(gates.address(gates.a)).status == 200 })
            let open = try await gates.openAll(gates.a, browser)
            _ = try await gates.b.command(words + ["--end"])
            for line in open { try await line.waitForEnd() }
            #expect(open.allSatisfy { $0.endedAt != nil })
            #expect(try await browser.open(gates.address(gates.a)).status == 403)
            await #expect(throws: WorldMistake.self) { _ = try await gates.b.command(words + ["--end"]) }
            try await browser.close()
        }
    }
}
