import Audit
import City
import Foundation
import People
import Policy
import Store
import Testing
import TwoEngines
import Web

@testable import SignIn

@Suite(.onBothEngines) struct `An activation by letter` {
    private let pages: TownPages
    private var town: SmallTown { pages.town }

    init() async throws {
        let words = EmployerWords(french: "Ne prêtez pas votre mot de passe.", english: "Do not lend your password.")
        pages = try await TownPages(charter: Charter(version: "2026-11", words: words))
    }

    @Test func `AC-10: leads from the letter to a session, with an authenticator and ten recovery codes`() async throws
    {
        let browser = TownBrowser(pages)
        try await reachRecovery(browser, by: try await letter(for: SmallTown.awa))
        try await browser.post("/activation/recovery")
        let codes = browser.html.components(separatedBy: "<code class=\"big\">").dropFirst().map { $0.prefix(11) }
        #expect(codes.count == 10)
        #expect(try await state(of: SmallTown.awa) == .issued)
        try await browser.post("/activation/finish")
        #expect(browser.status == 200 && browser.html.contains("Votre accès est ouvert, Awa"))
        #expect(try await state(of: SmallTown.awa) == .active)
        try await browser.get("/leave")
        #expect(browser.html == "Awa Diallo")
        let left = try await town.database.read { try RecoveryStore.left(of: SmallTown.awa, in: $0) }
        #expect(left == 10)
        let isAccepted = try await town.database.read {
            try CharterStore.isAccepted("2026-11", by: SmallTown.awa, in: $0)
        }
        #expect(isAccepted)
    }

    @Test func `S-14: nothing that was chosen opens anything before the last step`() async throws {
        let browser = TownBrowser(pages)
        try await reachRecovery(browser, by: try await letter(for: SmallTown.awa))
        try await browser.post("/activation/recovery")
        let typed = town.typed(SmallTown.awa, password: Self.password)
        #expect(try await town.door.prove(typed, from: town.visitor()).refusal() == .failed)
        #expect(town.table.count == 0 && browser.cookies["nomades.example"]?[CookieKind.portal.rawValue] == nil)
    }

    @Test func `X-19: goes on where it was in the same browser, with the same secret to scan`() async throws {
        let browser = TownBrowser(pages)
        try await give(letter(for: SmallTown.awa), of: SmallTown.awa, in: browser)
        try await accept(browser)
        try await browser.post("/activation/password", ["new-password": Self.password])
        try await browser.get("/activation")
        let secret = self.secret(browser)
        try await browser.get("/activation?lang=en")
        #expect(secret != nil && self.secret(browser) == secret)
    }

    @Test func `AC-12: another browser types the code, then the password that was chosen, and goes on where it was`()
        async throws
    {
        let (first, second) = (TownBrowser(pages), TownBrowser(pages))
        let code = try await letter(for: SmallTown.awa)
        try await reachRecovery(first, by: code)
        try await give(code, of: SmallTown.awa, in: second)
        try await second.get("/activation")
        #expect(second.html.contains("Un mot de passe est déjà choisi"))
        try await second.post("/activation/password", ["new-password": Self.password])
        try await second.get("/activation")
        #expect(second.html.contains("Vos codes de secours"))
    }

    @Test
    func `AC-12: whoever has the code but not the password enrols all anew, and the first browser is asked again`()
        async throws
    {
        let (first, second) = (TownBrowser(pages), TownBrowser(pages))
        let code = try await letter(for: SmallTown.awa)
        try await reachRecovery(first, by: code)
        try await first.post("/activation/recovery")
        try await give(code, of: SmallTown.awa, in: second)
        try await second.get("/activation")
        try await second.post("/activation/password", ["new-password": "tout autre chose que cela"])
        try await second.get("/activation")
        #expect(secret(second) != nil)
        try await first.post("/activation/finish")
        #expect(try await state(of: SmallTown.awa) == .issued)
        try await first.get("/activation")
        #expect(first.html.contains("Un mot de passe est déjà choisi"))
    }

    @Test func `S-23: a letter serves once, and a newer one ends what the older began`() async throws {
        let browser = TownBrowser(pages)
        let code = try await letter(for: SmallTown.awa)
        try await reachRecovery(browser, by: code)
        let newer = try await letter(for: SmallTown.awa)
        try await browser.get("/activation")
        #expect(browser.html.contains("la lettre ne sert plus"))
        try await give(code, of: SmallTown.awa, in: browser)
        #expect(browser.status == 401)
        try await give(newer, of: SmallTown.awa, in: browser)
        #expect(browser.status == 303)
    }

    @Test func `S-21: unknown, wrong, expired, used and suspended get one answer and cost one work`() async throws {
        let used = try await letter(for: SmallTown.marc)
        try await town.database.write { [now = town.nine, keys = town.keys] transaction in
            let live = try ActivationCodeStore.find(used, of: SmallTown.marc, keys: keys, at: now, in: transaction)
            if let live { _ = try ActivationCodeStore.redeem(live, at: now, in: transaction) }
        }
        let expired = try await letter(for: SmallTown.ines)
        let mine = try await letter(for: SmallTown.awa)
        var (works, answers): (Set<[String]>, Set<String>) = ([], [])
        for (typed, code, seconds) in [
            ("0499999", mine, 0), (SmallTown.awa, .random(), 0), (SmallTown.marc, used, 0),
            (SmallTown.paul, .random(), 0),
            (SmallTown.ines, expired, 31 * 86_400), (SmallTown.louise, mine, 0),
        ] as [(String, ActivationCode, Int64)] {
            let activation = LetterActivation(door: town.door, city: town.city)
            let visitor = town.visitor(seconds, peer: "192.0.2.\(answers.count + 1)")
            works.insert(
                try await town.database.statements.texts {
                    let answer = try await activation.begin(typed, code: code.text, from: visitor)
                    answers.insert("\(answer)")
                }
            )
        }
        #expect(works.count == 1)
        #expect(answers == ["failure(SignIn.SignInRefusal.activationFailed)"])
    }

    @Test func `S-22: guesses at codes count with those at passwords`() async throws {
        let browser = TownBrowser(pages)
        for _ in 0..<3 { try await give(.random(), of: SmallTown.claire, in: browser) }
        #expect(
            try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).refusal()
                == .slowed(seconds: 1)
        )
    }

    @Test func `X-16: a slip costs no guess and keeps what was typed`() async throws {
        let browser = TownBrowser(pages)
        for _ in 0..<5 {
            try await browser.get("/activation")
            try await browser.post("/activation", ["identifier": SmallTown.awa, "code": "7KQ2 M4XD 9TRA"])
            #expect(browser.status == 422 && browser.html.contains("Vous en avez saisi 12"))
            #expect(browser.html.contains("value=\"7KQ2 M4XD 9TRA\""))
        }
        try await give(letter(for: SmallTown.awa), of: SmallTown.awa, in: browser)
        #expect(browser.status == 303)
    }

    @Test func `AC-11: a phone is confirmed by a code that serves nowhere else`() async throws {
        let browser = TownBrowser(pages)
        try await give(letter(for: SmallTown.ines), of: SmallTown.ines, in: browser)
        try await accept(browser)
        try await browser.post("/activation/password", ["new-password": Self.password])
        try await browser.get("/activation")
        #expect(browser.html.contains("se terminant par 11"))
        try await browser.post("/activation/proof/message", ["by": "sms"])
        let code = town.phone.code
        let own = town.typed(SmallTown.ines)
        let elsewhere = try await town.database.write { [keys = town.keys, now = town.nine] in
            try SentCodeStore.judge(code, of: SmallTown.ines, keys: keys, at: now, in: $0)
        }
        #expect(elsewhere == .wrong(left: 2) && own.identifier == SmallTown.ines)
        try await browser.post("/activation/proof", ["by": "sms", "code": code])
        try await browser.get("/activation")
        #expect(browser.html.contains("Vos codes de secours"))
    }

    @Test func `S-24: no step is passed over by sending its form alone`() async throws {
        let browser = TownBrowser(pages)
        try await give(letter(for: SmallTown.awa), of: SmallTown.awa, in: browser)
        try await browser.get("/activation")
        for path in ["password", "proof", "proof/message", "recovery", "finish"] {
            let values = ["new-password": Self.password, "by": "sms", "code": "123456"]
            try await browser.post("/activation/\(path)", values)
            try await browser.get("/activation")
            #expect(browser.html.contains("Ne prêtez pas votre mot de passe."), "\(path)")
        }
        #expect(try await state(of: SmallTown.awa) == .issued)
    }

    @Test func `S-18: the pass of one browser is nothing in another, nor after an hour`() async throws {
        let (first, second) = (TownBrowser(pages), TownBrowser(pages))
        try await give(letter(for: SmallTown.awa), of: SmallTown.awa, in: first)
        try await second.get("/activation")
        let name = CookieKind.activation.rawValue
        second.cookies["nomades.example"]?[name] = first.cookies["nomades.example"]?[name]
        try await second.get("/activation")
        #expect(second.html.contains("name=\"identifier\""))
        first.now = 3_601
        try await first.get("/activation")
        #expect(first.html.contains("name=\"identifier\"") && first.html.contains("depuis plus d&#39;une heure"))
    }

    static let password = "une phrase de quatre mots"

    private func letter(for agent: String) async throws -> ActivationCode {
        let (code, now, keys) = (ActivationCode.random(), town.nine, town.keys)
        try await town.database.write {
            try ActivationCodeStore.issue(
                code,
                for: agent,
                by: .terminal,
                as: .letter,
                days: 30,
                keys: keys,
                at: now,
                in: $0
            )
        }
        return code
    }

    private func give(_ code: ActivationCode, of agent: String, in browser: TownBrowser) async throws {
        try await browser.get("/activation?code=1")
        try await browser.post("/activation", ["identifier": agent, "code": code.text.lowercased()])
    }

    private func accept(_ browser: TownBrowser) async throws {
        try await browser.get("/activation")
        try await browser.post("/activation/charter", ["accept": "1"])
        try await browser.get("/activation")
    }

    private func reachRecovery(_ browser: TownBrowser, by code: ActivationCode) async throws {
        try await give(code, of: SmallTown.awa, in: browser)
        try await accept(browser)
        try await browser.post("/activation/password", ["new-password": Self.password])
        try await browser.get("/activation")
        let shown = try #require(secret(browser))
        let bytes = try #require(Base32.bytes(shown))
        let step = Authenticator.step(at: town.nine.adding(seconds: browser.now))
        let digits = Authenticator(secret: bytes).code(step: step)
        try await browser.post("/activation/proof", ["by": "authenticator", "code": digits])
        try await browser.get("/activation")
        #expect(browser.html.contains("Vos codes de secours"))
    }

    private func secret(_ browser: TownBrowser) -> String? {
        let parts = browser.html.components(separatedBy: "<code class=\"big\">")
        return parts.count == 2 ? parts[1].components(separatedBy: "<")[0] : nil
    }

    private func state(of agent: String) async throws -> CredentialState? {
        try await town.database.read { try AgentStore.agent(agent, in: $0)?.credential.step }
    }
}
