import HTTPTypes
import People
import Policy
import SignIn
import Testing
import Web

@Suite struct `The page of a code by SMS` {
    private func browser() async throws -> TownBrowser {
        let browser = TownBrowser(try await TownPages())
        try await browser.get("/sign-in")
        let password = SmallTown.password(of: SmallTown.ines)
        try await browser.post("/sign-in", ["identifier": SmallTown.ines, "password": password])
        try await browser.get(try #require(browser.location))
        return browser
    }

    @Test func `X-14: says where the code went by two digits, and offers another way under it`() async throws {
        let browser = try await browser()
        #expect(browser.html.contains("se terminant par 11"))
        #expect(!browser.html.contains("639984511") && !browser.html.contains("06 39 98 45 11"))
        #expect(browser.html.contains("autocomplete=\"one-time-code\""))
        #expect(browser.html.contains("Recevoir un appel au numéro"))
        #expect(browser.html.contains("Nouvel envoi possible dans 30 secondes"))
    }

    @Test func `X-14: the whole message pasted is taken`() async throws {
        let browser = try await browser()
        browser.now = 30
        try await browser.post("/sign-in/code", ["code": browser.pages.town.phone.text])
        #expect(browser.status == 303 && browser.location == "/")
    }

    @Test func `X-14: another code is sent without a script, and says when the next may leave`() async throws {
        let browser = try await browser()
        browser.now = 31
        try await browser.post("/sign-in/code/message", ["by": "sms"])
        #expect(browser.status == 200)
        #expect(browser.pages.town.phone.messages.count == 2)
        #expect(browser.html.contains("Nouvel envoi possible dans 60 secondes"))
        try await browser.post("/sign-in/code/message", ["by": "sms"])
        #expect(browser.status == 429 && browser.field(.retryAfter) == "60")
        #expect(browser.html.contains("Le prochain peut partir dans 60 secondes"))
    }

    @Test(arguments: [("refused", "n'a pas pris le message"), ("silent", "tarde à répondre")])
    func `X-2: a gateway that says no or nothing is told, with another way open`(fate: String, words: String)
        async throws
    {
        let browser = TownBrowser(try await TownPages())
        browser.pages.town.phone.answers(try #require(.init(rawValue: fate)))
        try await browser.get("/sign-in")
        let password = SmallTown.password(of: SmallTown.ines)
        try await browser.post("/sign-in", ["identifier": SmallTown.ines, "password": password])
        try await browser.get(try #require(browser.location))
        #expect(browser.html.contains(words.replacing("'", with: "&#39;")))
        #expect(browser.html.contains("<details open>"))
    }

    @Test func `S-17: nothing is sent by opening the page`() async throws {
        let browser = try await browser()
        browser.now = 200
        try await browser.get("/sign-in/code?by=sms")
        try await browser.get("/sign-in/code?by=voice")
        #expect(browser.pages.town.phone.messages.count == 1)
    }
}
