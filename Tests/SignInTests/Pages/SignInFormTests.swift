import Foundation
import HTTPTypes
import Policy
import Store
import Testing
import Web

@testable import SignIn

@Suite struct `The forms of the sign-in` {
    @Test func `X-12: the identifier is any text, spelled as it is, beside its password`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.get("/sign-in")
        let identifier = try browser.input("identifier")
        for attribute in [
            "type=\"text\"", "autocomplete=\"username\"", "autocapitalize=\"none\"", "spellcheck=\"false\"",
        ] {
            #expect(identifier.contains(attribute))
        }
        #expect(try browser.input("password").contains("autocomplete=\"current-password\""))
    }

    @Test func `X-14: the code is one text field without limit, that phones fill in`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.get("/sign-in")
        try await browser.post("/sign-in", ["identifier": "0412345", "password": SmallTown.password(of: "0412345")])
        try await browser.get(try #require(browser.location))
        let code = try browser.input("code")
        for attribute in ["type=\"text\"", "autocomplete=\"one-time-code\"", "inputmode=\"numeric\""] {
            #expect(code.contains(attribute))
        }
        #expect(!code.contains("maxlength") && !code.contains("pattern"))
    }

    @Test func `X-13: a new password is one field, not asked twice, of any length`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.marc)
        try await browser.get("/password")
        #expect(browser.html.components(separatedBy: "autocomplete=\"new-password\"").count == 2)
        #expect(!browser.html.contains("maxlength") && !browser.html.contains("onpaste"))
    }

    @Test
    func `X-10, X-11: a mistake is summed up first, linked to its field, and what was typed is kept but the password`()
        async throws
    {
        let browser = TownBrowser(try await TownPages())
        try await browser.get("/sign-in")
        try await browser.post("/sign-in", ["identifier": "claire.martin", "password": "pas le bon"])
        let html = browser.html
        let summary = try #require(html.range(of: "role=\"alert\""))
        #expect(
            summary.lowerBound < (try #require(html.range(of: "<form method=\"post\" action=\"/sign-in\""))).lowerBound
        )
        #expect(html.contains("<title>Erreur") && html.contains("href=\"#identifier\""))
        let identifier = try browser.input("identifier")
        #expect(identifier.contains("aria-invalid=\"true\"") && identifier.contains("value=\"claire.martin\""))
        #expect(identifier.contains("aria-describedby=\"identifier-hint identifier-mistake\""))
        #expect(!html.contains("pas le bon") && !html.contains("placeholder"))
    }

    @Test func `X-11: an empty field says what a right value looks like`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.get("/sign-in")
        try await browser.post("/sign-in", ["identifier": "", "password": ""])
        #expect(browser.status == 422 && browser.html.contains("par exemple 0412345 ou claire.martin"))
    }

    @Test func `X-40: the sign-in stays within twelve kibibytes, with its mistakes too`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.openApp()
        try await browser.get(try #require(browser.location))
        #expect(browser.html.utf8.count <= 12 * 1024)
        try await browser.post("/sign-in", ["identifier": "claire.martin", "password": "pas le bon"])
        #expect(browser.html.utf8.count <= 12 * 1024)
    }

    @Test func `X-24: a shared workstation is said so before the button`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.get("/sign-in")
        let shared = try #require(browser.html.range(of: "id=\"shared\""))
        let button = try #require(browser.html.range(of: "<button>Se connecter"))
        #expect(shared.lowerBound < button.lowerBound)
    }

    @Test(arguments: ["\"", "<", "&", "'"])
    func `S-41: a name with a mark behind its quote stays a name on every page`(sign: String) async throws {
        let pages = try await TownPages()
        let evil = "\(sign)\u{301}\(sign)x"
        for agent in [SmallTown.claire, SmallTown.paul] {
            try await pages.town.database.write {
                try $0.execute("UPDATE agent SET first_names = \(evil), birth_name = \(evil) WHERE number = \(agent)")
            }
        }
        let browser = TownBrowser(pages)
        var shown: [String] = []
        try await browser.get("/sign-in")
        try await browser.post("/sign-in", ["identifier": evil, "password": "pas le bon"])
        shown.append(browser.html)
        try await browser.post(
            "/sign-in",
            ["identifier": SmallTown.claire, "password": SmallTown.password(of: SmallTown.claire)]
        )
        try await browser.get(try #require(browser.location))
        shown.append(browser.html)
        try await browser.post("/sign-in/code", ["code": pages.town.code()])
        browser.now = 1_300
        try await browser.get("/sign-in")
        shown.append(browser.html)
        for html in shown { #expect(!html.utf8.contains(evil.utf8) && html.utf8.contains("\u{301}".utf8)) }
    }
}

@Suite struct `What a browser brings` {
    @Test func `S-38: no bytes in cookies, tickets, links or seals trap anything or open anything`() async throws {
        let pages = try await TownPages()
        var random = SplitMix(state: 7)
        let seals = pages.house.seals
        let address = ReturnAddress(host: "intranet.nomades.example", port: 8443, target: "/")
        let good = try seals.seal(address, bond: .browser("b"), at: pages.town.nine)
        for _ in 0..<500 {
            var bytes = Array(good.utf8)
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 33...126, using: &random)
            let text = String(decoding: bytes, as: UTF8.self)
            if text != good { #expect(seals.returnAddress(text, browser: "b", at: pages.town.nine) == nil) }
            let junk = String(decoding: (0..<60).map { _ in UInt8.random(in: 0...255, using: &random) }, as: UTF8.self)
            #expect(Token(.app, text: junk) == nil && seals.attempt(junk, browser: "b") == nil)
            #expect(seals.pending(junk, link: "l", browser: "b") == nil)
            let use = TicketUse(host: "intranet.nomades.example", port: 8443, token: junk, fields: [.cookie: "x=y"])
            guard case .withoutNonce = try await pages.house.handOver.redeem(use, at: pages.town.nine) else {
                return #expect(Bool(false), "a ticket without a nonce")
            }
        }
    }

    @Test(arguments: [
        "//evil.example/", "https://evil.example", "/\\evil.example", "", "/a\r\nX: y", "/é",
        "/" + String(repeating: "a", count: 2_000),
    ])
    func `S-18: a target that could lead elsewhere becomes the app's home`(target: String) {
        let address = ReturnAddress(host: "intranet.nomades.example", port: 8443, target: target)
        #expect(address.target == "/" || address.url.hasPrefix("https://intranet.nomades.example:8443//evil"))
    }

    @Test func `S-23: six digits in other scripts are no code`() async throws {
        #expect(TypedCode("\u{0664}\u{0668}\u{0662}\u{0669}\u{0661}\u{0663}") == .malformed(digits: 0))
    }
}

extension TownBrowser {
    /// The `<input>` of a field on the page that is shown.
    fileprivate func input(_ name: String) throws -> String {
        let start = try #require(html.range(of: "<input id=\"\(name)\""))
        let end = try #require(html[start.lowerBound...].range(of: ">"))
        return String(html[start.lowerBound..<end.upperBound])
    }
}

extension String.UTF8View {
    fileprivate func contains(_ other: String.UTF8View) -> Bool { !ranges(of: Array(other)).isEmpty }
}
