import Audit
import People
import Policy
import Store
import Testing
import TwoEngines
import Web

@testable import SignIn

@Suite(.onBothEngines) struct `An account that its agent creates` {
    private static let hugo = "0417001"
    private let pages: TownPages
    private var town: SmallTown { pages.town }

    init() async throws {
        pages = try await TownPages(mail: TownPhone.server)
        let (database, number) = (pages.town.database, Self.hugo)
        try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO agent (number, birth_name, first_names, birth_date, phone_typed, language, credential,
                    credential_since)
                VALUES (\(number), 'Lambert', 'Hugo', '1990-02-14', '06 39 98 45 13', 'fr', 'declared', 0)
                """
            )
            try transaction.execute(
                "INSERT INTO identifier (text, agent, given_at) VALUES ('hugo.lambert', \(number), 0)"
            )
            try transaction.execute(
                "INSERT INTO assignment (agent, department, position, first_day) VALUES (\(number), 'sg', 'tenured', '2026-11-01')"
            )
        }
    }

    private func ask(
        _ browser: TownBrowser,
        _ number: String = hugo,
        year: String = "1990",
        by channel: CodeChannel = .sms
    ) async throws {
        try await browser.get("/account")
        let fields = ["number": number, "day": "14", "month": "2", "year": year, "by": channel.rawValue]
        try await browser.post("/account", fields)
    }

    private func giveMail() async throws {
        try await change("UPDATE agent SET mail = 'hugo.lambert@nomades.example' WHERE number = \(Self.hugo)")
    }

    private func change(_ sql: SQL) async throws {
        try await town.database.write { try $0.execute(sql) }
    }

    @Test func `AC-30: names the structures that allow it, and the office that issues everybody else's`() async throws {
        let browser = TownBrowser(pages)
        try await browser.get("/account")
        #expect(browser.html.contains("<li>SG</li>") && browser.html.contains("UGD de la DPE"))
        #expect(!browser.html.contains("<li>DPE</li>"))
        try await browser.get("/sign-in")
        #expect(browser.html.contains("href=\"/account\""))
    }

    @Test func `AC-31: is proven by a code to the mobile on file, and goes on like a letter's`() async throws {
        let browser = TownBrowser(pages)
        try await giveMail()
        try await ask(browser)
        let digits = town.phone.code
        #expect(town.phone.messages.map(\.person.phone) == ["+33639984513"])
        try await browser.post("/account/code", ["code": digits])
        try await browser.get(try #require(browser.location))
        #expect(browser.html.contains("name=\"new-password\""))
        let number = Self.hugo
        let steps = try await town.database.read { reading in
            (
                try AgentStore.agent(number, in: reading)?.credential.step,
                try AuditLog.entries(about: number, limit: 10, in: reading).map(\.entry.act)
            )
        }
        #expect(steps.0 == .issued && steps.1.contains("account.created"))
    }

    @Test func `AC-31: is proven by a code to the mail address, where that is chosen`() async throws {
        let browser = TownBrowser(pages)
        try await giveMail()
        try await ask(browser, by: .mail)
        #expect(town.phone.messages.isEmpty && !browser.html.contains("lambert@"))
        try await browser.post("/account/code", ["code": try await town.mailedCode()])
        try await browser.get(try #require(browser.location))
        #expect(browser.html.contains("name=\"new-password\""))
    }

    @Test func `AC-31, S-21: takes the one channel on file whichever is chosen, on the same page`() async throws {
        let browser = TownBrowser(pages)
        try await ask(browser, by: .mail)
        let page = browser.plain
        #expect(town.phone.messages.count == 1)
        browser.now = 600
        try await giveMail()
        try await change("UPDATE agent SET phone_typed = NULL WHERE number = \(Self.hugo)")
        try await ask(browser)
        #expect(try await town.mailedCode().utf8.count == 6)
        #expect(town.phone.messages.count == 1 && browser.plain == page)
    }

    @Test func `AC-32, S-21: is refused to others by the same page, and nothing leaves`() async throws {
        let browser = TownBrowser(pages)
        try await ask(browser)
        let right = browser.plain
        #expect(town.phone.messages.count == 1)
        try await ask(browser, year: "1991")
        #expect(browser.status == 200 && browser.plain == right)
        try await ask(browser, "0499999")
        #expect(browser.plain == right)
        for sql in [
            "UPDATE assignment SET department = 'dpe' WHERE agent = '0417001'" as SQL,
            "UPDATE agent SET phone_typed = '01 99 00 45 13' WHERE number = '0417001'",
            "UPDATE agent SET credential = 'active' WHERE number = '0417001'",
        ] {
            browser.now += 600
            try await change(sql)
            try await ask(browser)
            #expect(browser.plain == right)
        }
        #expect(town.phone.messages.count == 1)
    }

    @Test func `AC-32, S-21: costs a wrong date and nobody's number the same statements`() async throws {
        let (first, second) = (TownBrowser(pages), TownBrowser(pages))
        let wrong = try await town.database.statements.texts { try await ask(first, year: "1991") }
        let nobody = try await town.database.statements.texts { try await ask(second, "0499999") }
        #expect(wrong.count >= 3 && wrong == nobody)
    }

    @Test func `AC-32, S-21, S-22: a guess after a wrong date costs the same and takes no try from the owner's code`()
        async throws
    {
        let (own, stranger) = (TownBrowser(pages), TownBrowser(pages))
        try await ask(own)
        try await ask(stranger, year: "1991")
        let guess = ["code": town.phone.code == "000000" ? "000001" : "000000"]
        let vain = try await town.database.statements.texts { try await stranger.post("/account/code", guess) }
        let number = Self.hugo
        let tries: Int? = try await town.database.read {
            try $0.one("SELECT guesses FROM channel_code WHERE agent = \(number)")?["guesses"]
        }
        #expect(tries == 0)
        own.now = 60
        let counted = try await town.database.statements.texts { try await own.post("/account/code", guess) }
        #expect(vain.count >= 3 && vain == counted && own.plain == stranger.plain)
    }

    @Test func `AC-32, S-22: is slowed and then paused by number, from every address`() async throws {
        let browser = TownBrowser(pages)
        for _ in 0..<3 { try await ask(browser, year: "1991") }
        try await ask(browser)
        #expect(browser.status == 429 && town.phone.messages.isEmpty)
    }

    @Test func `AC-33, S-23: has a code for three tries, five minutes, one browser and this page alone`() async throws {
        let (browser, other) = (TownBrowser(pages), TownBrowser(pages))
        try await ask(browser)
        let digits = town.phone.code
        let wrong = digits == "000000" ? "000001" : "000000"
        try await browser.post("/account/code", ["code": "12"])
        #expect(browser.html.contains("Vous en avez saisi 2"))
        try await browser.post("/account/code", ["code": wrong])
        #expect(browser.status == 422 && browser.html.contains("Ce code n"))
        try await other.get("/account")
        try await other.post("/account/code", ["code": digits, "request": browser.hidden["request"] ?? ""])
        #expect(other.html.contains("name=\"number\""))
        browser.now = 301
        try await browser.post("/account/code", ["code": digits])
        #expect(browser.status == 422)
        let number = Self.hugo
        let step = try await town.database.read { try AgentStore.agent(number, in: $0)?.credential.step }
        #expect(step == .declared)
    }
}

extension TownBrowser {
    /// The page without what differs between any two.
    fileprivate var plain: String {
        html.split(separator: "\n").filter {
            !$0.contains("form-token") && !$0.contains("class=\"reference\"") && !$0.contains("name=\"request\"")
        }.joined(separator: "\n")
    }
}
