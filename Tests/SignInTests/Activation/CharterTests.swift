import City
import Policy
import Store
import Testing
import TwoEngines

@testable import SignIn

@Suite(.onBothEngines) struct `The rules for use at the sign-in` {
    private let pages: TownPages

    init() async throws {
        let words = EmployerWords(french: "Ne prêtez rien.", english: "Lend nothing.")
        pages = try await TownPages(charter: Charter(version: "2026-12", words: words))
    }

    @Test func `AC-15: a version that was not accepted is asked after every proof, and no session is there before`()
        async throws
    {
        let browser = TownBrowser(pages)
        try await browser.signIn(SmallTown.claire)
        #expect(browser.location == "/sign-in/charter?r=" && pages.town.table.count == 0)
        try await browser.get("/sign-in/charter?r=")
        #expect(browser.html.contains("Ne prêtez rien."))
        try await browser.post("/sign-in/charter")
        #expect(browser.status == 422 && pages.town.table.count == 0)
        try await browser.post("/sign-in/charter", ["accept": "1"])
        #expect(browser.location == "/" && pages.town.table.count == 1)
    }

    @Test func `AC-15: a version that was accepted is not asked again`() async throws {
        let (first, second) = (TownBrowser(pages), TownBrowser(pages))
        try await first.signIn(SmallTown.marc)
        try await first.get("/sign-in/charter")
        try await first.post("/sign-in/charter", ["accept": "1"])
        try await second.signIn(SmallTown.marc)
        #expect(second.location == "/" && pages.town.table.count == 2)
    }

    @Test func `S-24: the rules are no way round the second proof`() async throws {
        let browser = TownBrowser(pages)
        try await browser.get("/sign-in")
        let password = SmallTown.password(of: SmallTown.claire)
        try await browser.post("/sign-in", ["identifier": SmallTown.claire, "password": password])
        try await browser.get("/sign-in/charter")
        try await browser.post("/sign-in/charter", ["accept": "1"])
        #expect(browser.location?.hasPrefix("/sign-in/code") == true && pages.town.table.count == 0)
        let isAccepted = try await pages.town.database.read {
            try CharterStore.isAccepted("2026-12", by: SmallTown.claire, in: $0)
        }
        #expect(!isAccepted)
    }
}
