import Audit
import Foundation
import Policy
import SignIn
import Store
import Testing
import TwoEngines
import Web

@Suite(.onBothEngines) struct `The page of my sessions` {
    private let pages: TownPages

    init() async throws { pages = try await TownPages() }

    /// Marc in a browser of his own, at the office.
    private func marc(at seconds: Int64 = 0) async throws -> TownBrowser {
        let browser = TownBrowser(pages)
        browser.channel = .office
        browser.now = seconds
        try await browser.get("/sign-in")
        let password = SmallTown.password(of: SmallTown.marc)
        try await browser.post("/sign-in", ["identifier": SmallTown.marc, "password": password])
        return browser
    }

    private func ids(of agent: String) async throws -> [String] {
        try await pages.town.database.read { try SessionStore.sessions(of: agent, in: $0).map(\.id.text) }
    }

    @Test func `RV-9: says where and since when, this one first, and marks it`() async throws {
        _ = try await marc()
        let here = try await marc(at: 60)
        here.now = 120
        try await here.get("/sessions")
        #expect(here.status == 200)
        #expect(here.html.components(separatedBy: "channel.office").count == 3)
        #expect(here.html.components(separatedBy: "Cette session").count == 2)
        #expect(here.html.contains("depuis lundi 23 novembre à "))
        let own = try #require(here.html.range(of: "Cette session"))
        let other = try #require(here.html.range(of: "/closing"))
        #expect(own.lowerBound < other.lowerBound)
    }

    @Test func `RV-9, S-45: ends one, at once and with its entry`() async throws {
        let other = try await marc()
        let here = try await marc(at: 60)
        try await here.get("/sessions")
        let action = try #require(here.html.firstMatch(of: /action="(\/sessions\/[^"\/]+\/closing)"/)).output.1
        try await here.post(String(action))
        #expect(here.status == 200 && here.html.contains("Cette session est fermée"))
        try await other.get("/")
        #expect(other.status == 303)
        try await here.get("/")
        #expect(here.status == 200)
        let entries = try await pages.town.database.read {
            try AuditLog.entries(about: SmallTown.marc, limit: 9, in: $0)
        }
        #expect(entries.contains { $0.entry.act == "session.ended" })
    }

    @Test func `RV-9, S-45: ends all others at once, and says how many`() async throws {
        let others = [try await marc(), try await marc(at: 1)]
        let here = try await marc(at: 60)
        try await here.get("/sessions")
        try await here.post("/sessions/closing")
        #expect(here.html.contains("2"))
        for other in others {
            try await other.get("/")
            #expect(other.status == 303)
        }
        #expect(try await ids(of: SmallTown.marc).count == 1)
    }

    @Test func `S-28, RV-9: answers alike about a foreign session and one that never was`() async throws {
        let claire = pages.town.visitor(channel: .office)
        _ = try await pages.town.door.prove(pages.town.typed(SmallTown.claire), from: claire).entry()
        let foreign = try #require(try await ids(of: SmallTown.claire).first)
        let here = try await marc()
        var answers: [String] = []
        for id in [foreign, "nobodys-session"] {
            try await here.get("/sessions")
            try await here.post("/sessions/\(id)/closing")
            #expect(here.status == 404)
            let told = here.html.replacing(id, with: "").replacing(/[0-9A-Z]{3}-[0-9A-Z]{3}/, with: "")
            answers.append(told.replacing(/value="[^"]*"/, with: ""))
        }
        #expect(answers[0] == answers[1])
        #expect(try await ids(of: SmallTown.claire) == [foreign])
    }

    @Test func `S-17, RV-9: ends nothing without the form's token, nor from another origin`() async throws {
        _ = try await marc()
        let here = try await marc(at: 60)
        for path in ["/sessions/closing", "/sessions/x/closing"] {
            try await here.get("/sessions")
            try await here.post(path, origin: "https://intranet.nomades.example:8443")
            #expect(here.status == 403)
            try await here.get("/sessions")
            try await here.post(path, ["form-token": "guessed"])
            #expect(here.status == 403)
        }
        #expect(try await ids(of: SmallTown.marc).count == 2)
    }

    @Test func `asks a stranger to sign in first`() async throws {
        let stranger = TownBrowser(pages)
        try await stranger.get("/sessions")
        #expect(stranger.status == 303 && stranger.location?.hasPrefix("/sign-in") == true)
    }
}
