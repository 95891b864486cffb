import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines
import Web

@testable import SignIn

@Suite(.onBothEngines) struct `A forgotten password` {
    private let pages: TownPages
    private var town: SmallTown { pages.town }
    private static let new = "un rideau de pluie sur le port"

    init() async throws {
        pages = try await TownPages(mail: TownPhone.server)
        try await pages.town.database.write { transaction in
            try transaction.execute("UPDATE agent SET birth_date = '1984-03-12'")
            try transaction.execute(
                "UPDATE agent SET mail = 'ines.garcia@nomades.example' WHERE number = \(SmallTown.ines)"
            )
            try transaction.execute(
                "UPDATE agent SET phone_typed = '06 39 98 45 10' WHERE number = \(SmallTown.claire)"
            )
        }
    }

    private func ask(_ browser: TownBrowser, _ agent: String, by channel: String = "mail", year: String = "1984")
        async throws
    {
        try await browser.get("/forgotten")
        try await browser.post(
            "/forgotten",
            ["identifier": agent, "day": "12", "month": "3", "year": year, "by": channel]
        )
    }

    private func prove(_ browser: TownBrowser, sent: String, _ proof: String, by factor: Factor = .authenticator)
        async throws
    {
        try await browser.post("/forgotten/proof", ["sent": sent, "proof": proof, "by": factor.rawValue])
    }

    private func isPassword(_ password: String, of agent: String) async throws -> Bool {
        let stored = try await town.database.read { try PasswordStore.password(of: agent, in: $0) }
        return stored?.hash.matches(password) ?? false
    }

    @Test
    func `RS-30, RS-33, S-14: is set anew by a mailed code and the app's, ends every session and tells every channel`()
        async throws
    {
        let (own, browser) = (TownBrowser(pages), TownBrowser(pages))
        own.now = -600
        try await own.signIn(SmallTown.claire)
        own.now = -1
        try await own.get("/")
        #expect(own.status == 200)
        try await ask(browser, "claire.martin")
        let code = try await town.mailedCode()
        try await prove(browser, sent: code, town.code())
        #expect(browser.isChoosing)
        try await browser.post("/forgotten/password", ["new-password": "court"])
        #expect(browser.status == 422 && browser.isChoosing)
        try await browser.post("/forgotten/password", ["new-password": Self.new])
        #expect(browser.status == 200 && browser.html.contains("Votre mot de passe est changé"))
        #expect(browser.cookies["nomades.example"]?[CookieKind.portal.rawValue] == nil)
        #expect(try await isPassword(Self.new, of: SmallTown.claire))
        #expect(town.phone.text.contains("Un nouveau mot de passe"))
        #expect(try await town.database.read { try MailStore.fates(of: SmallTown.claire, in: $0).count } == 2)
        own.now = 1
        try await own.get("/")
        #expect(own.status == 303)
    }

    @Test func `RS-31, S-25: takes an SMS beside a mail, for whoever has no app`() async throws {
        let browser = TownBrowser(pages)
        try await ask(browser, SmallTown.ines)
        #expect(town.phone.messages.count == 1)
        try await prove(browser, sent: try await town.mailedCode(), town.phone.code, by: .sms)
        #expect(browser.isChoosing)
    }

    @Test func `RS-31, S-24, S-25: no single channel, single proof or proof twice is enough`() async throws {
        let browser = TownBrowser(pages)
        try await ask(browser, SmallTown.ines, by: "sms")
        let sms = town.phone.code
        try await prove(browser, sent: sms, sms, by: .sms)
        #expect(browser.status == 422 && !browser.isChoosing)

        try await ask(browser, SmallTown.claire)
        let code = try await town.mailedCode()
        for factor in [Factor.sms, .authenticator] {
            try await prove(browser, sent: code, code, by: factor)
            #expect(!browser.isChoosing, "\(factor)")
        }
        browser.now = 700
        try await ask(browser, SmallTown.claire)
        try await prove(browser, sent: "000000", town.code(700))
        #expect(!browser.isChoosing)
    }

    @Test(arguments: [SmallTown.marc, SmallTown.paul, SmallTown.louise, SmallTown.awa])
    func `RS-32: nothing leaves for whoever has no second proof, or no active access`(agent: String) async throws {
        let (browser, stranger) = (TownBrowser(pages), TownBrowser(pages))
        try await ask(browser, agent)
        try await ask(stranger, "0499999")
        #expect(browser.status == 200 && browser.plainForgotten == stranger.plainForgotten)
        #expect(town.phone.messages.isEmpty)
        #expect(try await town.database.read { try MailStore.waiting(in: $0).count } == 0)
    }

    @Test func `RS-32, S-21: a wrong date and nobody cost the same statements and get the same page`() async throws {
        let (first, second) = (TownBrowser(pages), TownBrowser(pages))
        let wrong = try await town.database.statements.texts { try await ask(first, SmallTown.claire, year: "1985") }
        let nobody = try await town.database.statements.texts { try await ask(second, "0499999") }
        #expect(wrong.count >= 3 && wrong == nobody)
        #expect(first.plainForgotten == second.plainForgotten)
        let guessed = try await town.database.statements.texts { try await prove(first, sent: "123456", "123456") }
        let vain = try await town.database.statements.texts { try await prove(second, sent: "123456", "123456") }
        #expect(guessed == vain && first.plainForgotten == second.plainForgotten)
    }

    @Test func `RS-32, S-22: counts under the subject of passwords`() async throws {
        let browser = TownBrowser(pages)
        for _ in 0..<3 { try await ask(browser, SmallTown.claire, year: "1985") }
        try await browser.get("/sign-in")
        try await browser.post("/sign-in", ["identifier": SmallTown.claire, "password": "pas du tout"])
        #expect(browser.status == 429)
    }

    @Test func `RS-34, S-23: its code bears three tries and five minutes, in one browser`() async throws {
        let (browser, other) = (TownBrowser(pages), TownBrowser(pages))
        try await ask(browser, SmallTown.claire)
        let code = try await town.mailedCode()
        try await other.get("/forgotten")
        try await other.post(
            "/forgotten/proof",
            ["sent": code, "proof": town.code(), "by": "authenticator", "request": browser.hidden["request"] ?? ""]
        )
        #expect(other.html.contains("name=\"identifier\"") && !other.isChoosing)
        browser.now = 301
        try await prove(browser, sent: code, town.code(301))
        #expect(browser.status == 422)
        browser.now = 1_000
        try await ask(browser, SmallTown.claire)
        let second = try await town.mailedCode()
        for seconds in [1_100, 1_150, 1_200] as [Int64] {
            browser.now = seconds
            try await prove(browser, sent: second == "000000" ? "000001" : "000000", town.code(seconds))
        }
        browser.now = 1_250
        try await prove(browser, sent: second, town.code(1_250))
        #expect(!browser.isChoosing)
    }

    @Test func `RS-34: sets one password, and none once another was set`() async throws {
        let browser = TownBrowser(pages)
        try await ask(browser, SmallTown.claire)
        try await prove(browser, sent: try await town.mailedCode(), town.code())
        let pass = browser.hidden["pass"] ?? ""
        try await town.give("une autre phrase encore", to: SmallTown.claire)
        try await browser.post("/forgotten/password", ["new-password": Self.new, "pass": pass])
        #expect(try await !isPassword(Self.new, of: SmallTown.claire))
    }
}

extension TownBrowser {
    fileprivate var isChoosing: Bool { html.contains("name=\"new-password\"") }

    /// The page without what differs between any two.
    fileprivate var plainForgotten: String {
        html.split(separator: "\n").filter {
            !$0.contains("form-token") && !$0.contains("class=\"reference\"") && !$0.contains("name=\"request\"")
        }.joined(separator: "\n")
    }
}
