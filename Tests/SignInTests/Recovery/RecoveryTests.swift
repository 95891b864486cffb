import Foundation
import People
import Policy
import SignIn
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `A recovery code` {
    private func codes(_ town: SmallTown, of agent: String = SmallTown.claire) async throws -> [RecoveryCode] {
        let (codes, keys, now) = (RecoveryCode.make(), town.keys, town.nine)
        try await town.database.write { try RecoveryStore.replace(by: codes, of: agent, keys: keys, at: now, in: $0) }
        return codes
    }

    private func attempt(_ town: SmallTown) async throws -> SignInAttempt {
        try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
    }

    private func left(_ town: SmallTown) async throws -> Int? {
        try await town.database.read { try RecoveryStore.left(of: SmallTown.claire, in: $0) }
    }

    @Test func `S-23: opens one session, typed in any spelling, and never again`() async throws {
        let town = try await SmallTown()
        let code = try #require(try await codes(town).first)
        let attempt = try await attempt(town)
        let typed = " " + code.text.lowercased().replacingOccurrences(of: "-", with: " ")
        _ = try await town.door.prove(code: typed, by: .recovery, in: attempt, from: town.visitor(5)).entry()
        #expect(try await left(town) == 9)
        let again = try await town.door.prove(code: code.text, by: .recovery, in: attempt, from: town.visitor(9))
        #expect(try again.refusal() == .recoveryWrong)
    }

    @Test func `S-23: of two at the same time one opens`() async throws {
        let town = try await SmallTown()
        let code = try #require(try await codes(town).first)
        let attempt = try await attempt(town)
        let entries = try await withThrowingTaskGroup(of: Bool.self) { group in
            for second in 10..<14 as Range<Int64> {
                group.addTask {
                    let visitor = town.visitor(second, peer: "192.0.2.\(second)")
                    let outcome = try await town.door.prove(code: code.text, by: .recovery, in: attempt, from: visitor)
                    guard case .entered = outcome else { return false }
                    return true
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(entries == 1)
    }

    @Test func `S-24: is nobody else's, and new ones kill the old`() async throws {
        let town = try await SmallTown()
        let others = try await codes(town, of: SmallTown.ines)
        let old = try await codes(town)
        _ = try await codes(town)
        let attempt = try await attempt(town)
        for code in [others[0], old[0]] {
            let outcome = try await town.door.prove(code: code.text, by: .recovery, in: attempt, from: town.visitor(5))
            #expect(try outcome.refusal() == .recoveryWrong)
        }
    }

    @Test func `S-22: a wrong one is a guess, a text that can be none costs nothing`() async throws {
        let town = try await SmallTown()
        _ = try await codes(town)
        let attempt = try await attempt(town)
        for _ in 0..<5 {
            let outcome = try await town.door.prove(code: "12345", by: .recovery, in: attempt, from: town.visitor(5))
            #expect(try outcome.refusal() == .recoveryMalformed)
        }
        for _ in 0..<3 {
            let outcome = try await town.door.prove(
                code: "22222-22222",
                by: .recovery,
                in: attempt,
                from: town.visitor(5)
            )
            #expect(try outcome.refusal() == .recoveryWrong)
        }
        let fourth = try await town.door.prove(code: "22222-22222", by: .recovery, in: attempt, from: town.visitor(5))
        guard case .slowed = try fourth.refusal() else { throw Unexpected(fourth) }
    }

    @Test func `S-30: stands in no table as it is`() async throws {
        let town = try await SmallTown()
        let code = try #require(try await codes(town).first)
        let rows = try await town.database.read { try $0.query("SELECT * FROM recovery_code").map { "\($0)" } }
        #expect(rows.count == 10 && !rows.contains { $0.contains(code.text) || $0.contains(code.text.prefix(5)) })
        #expect(!rows.contains { $0.contains(shown(code.text.filter { $0 != "-" })) })
    }
}

@Suite struct `Changing one's own proofs` {
    /// Inès, whose proof is an SMS, signed in a moment ago.
    private func browser() async throws -> TownBrowser {
        let browser = TownBrowser(try await TownPages())
        try await browser.get("/sign-in")
        let password = SmallTown.password(of: SmallTown.ines)
        try await browser.post("/sign-in", ["identifier": SmallTown.ines, "password": password])
        try await browser.get(try #require(browser.location))
        try await browser.post("/sign-in/code", ["code": browser.pages.town.phone.code])
        return browser
    }

    @Test func `S-25: ten codes are made after a young proof, shown once, and the phone is told`() async throws {
        let browser = try await browser()
        try await browser.get("/recovery-codes")
        #expect(browser.html.contains("Vous n&#39;avez pas encore de codes de secours."))
        try await browser.post("/recovery-codes")
        #expect(browser.html.matches(of: /[2-9A-Z]{5}-[2-9A-Z]{5}/).count == 10)
        #expect(browser.pages.town.phone.text.hasPrefix("Nomade. Vos codes de secours viennent de changer."))
        try await browser.get("/recovery-codes")
        #expect(browser.html.contains("10.") && browser.html.matches(of: /[2-9A-Z]{5}-[2-9A-Z]{5}/).isEmpty)
    }

    @Test func `S-25: a proof older than ten minutes is asked again first`() async throws {
        let browser = try await browser()
        try await browser.get("/recovery-codes")
        browser.now = 601
        try await browser.post("/recovery-codes")
        #expect(browser.status == 303 && browser.location?.hasPrefix("/confirm?r=") == true)
    }

    @Test func `S-25: who has the password alone, at the office, changes nothing`() async throws {
        let browser = TownBrowser(try await TownPages())
        browser.channel = .office
        try await browser.signIn(SmallTown.claire)
        try await browser.get("/authenticator")
        #expect(browser.status == 303 && browser.location?.hasPrefix("/confirm?r=") == true)
        try await browser.get("/recovery-codes")
        try await browser.post("/recovery-codes")
        #expect(browser.status == 303 && browser.location?.hasPrefix("/confirm?r=") == true)
    }

    @Test func `X-2: whoever comes in by a recovery code is told how many are left, and warned at two`() async throws {
        let pages = try await TownPages()
        let (town, codes) = (pages.town, RecoveryCode.make())
        let (keys, now) = (town.keys, town.nine)
        try await town.database.write { transaction in
            try RecoveryStore.replace(by: codes, of: SmallTown.claire, keys: keys, at: now, in: transaction)
            for code in codes[..<7] {
                _ = try RecoveryStore.use(code, of: SmallTown.claire, keys: keys, at: now, in: transaction)
            }
        }
        let browser = TownBrowser(pages)
        try await browser.get("/sign-in")
        let password = SmallTown.password(of: SmallTown.claire)
        try await browser.post("/sign-in", ["identifier": SmallTown.claire, "password": password])
        try await browser.get("/sign-in/code?by=recovery")
        try await browser.post("/sign-in/code", ["code": codes[7].text])
        #expect(browser.status == 200 && browser.html.contains("Vous êtes entré par un code de secours"))
        #expect(browser.html.contains("Il ne vous en reste presque plus."))
        #expect(browser.html.contains("href=\"/authenticator\""))
    }
}
