import Foundation
import HTTPTypes
import Policy
import SignIn
import Store
import Testing
import TwoEngines
import Web

@Suite(.onBothEngines) struct `The sign-in in a browser` {
    @Test func `from an app through password and code to the app, with two redirects after the code`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.openApp()
        #expect(
            browser.status == 303 && browser.location?.hasPrefix("https://nomades.example:8443/hand-over?r=") == true
        )
        try await browser.get(try #require(browser.location))
        #expect(browser.status == 200 && browser.html.contains("Se connecter à l&#39;espace agent"))
        try await browser.post(
            "/sign-in",
            ["identifier": "Claire.Martin", "password": SmallTown.password(of: SmallTown.claire)]
        )
        try await browser.get(try #require(browser.location))
        #expect(browser.html.contains("Claire M."))
        try await browser.post(
            "/sign-in/code",
            ["code": " \(browser.pages.town.code().prefix(3)) \(browser.pages.town.code().suffix(3))"]
        )
        #expect(browser.location?.hasPrefix("https://intranet.nomades.example:8443/.nomade/ticket?t=") == true)
        try await browser.redeem()
        #expect(browser.status == 303 && browser.location == "https://intranet.nomades.example:8443/accueil?x=1")
        let session = try #require(browser.session("intranet.nomades.example"))
        #expect(session.subject.agent == SmallTown.claire && session.assurance.factor == .authenticator)
    }

    @Test func `X-1: another language keeps the way back, on every page of the sign-in`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.openApp()
        try await browser.get(try #require(browser.location))
        for values in [["password": "pas le bon"], ["password": SmallTown.password(of: SmallTown.claire)]] {
            try await browser.post("/sign-in", values.merging(["identifier": "0412345"]) { own, _ in own })
            if browser.status == 303 { try await browser.get(try #require(browser.location)) }
            let link = try #require(browser.html.components(separatedBy: "href=\"").first { $0.contains("amp;lang=") })
            try await browser.get(link.components(separatedBy: "\"")[0].replacingOccurrences(of: "&amp;", with: "&"))
            #expect(browser.status == 200)
            #expect(!browser.html.contains("name=\"r\" value=\"\""))
        }
    }

    @Test func `whoever has a session is in the next app by three redirects and no page`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.claire)
        #expect(browser.location == "/")
        try await browser.openApp()
        try await browser.get(try #require(browser.location))
        try await browser.redeem()
        #expect(
            browser.location == "https://intranet.nomades.example:8443/accueil?x=1"
                && browser.session("intranet.nomades.example") != nil
        )
    }

    @Test func `X-21: two tabs that ask an app together both get in`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.marc)
        var tickets: [String] = []
        for target in ["/one", "/two"] {
            try await browser.openApp("intranet.nomades.example", target)
            tickets.append(try #require(browser.location))
        }
        for (link, target) in zip(tickets, ["/one", "/two"]) {
            try await browser.get(link)
            try await browser.redeem()
            #expect(browser.location?.hasSuffix(target) == true)
        }
    }

    @Test func `S-18: a target with two slashes comes back to its own host`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.marc)
        try await browser.openApp("intranet.nomades.example", "//evil.example/")
        try await browser.get(try #require(browser.location))
        try await browser.redeem()
        #expect(browser.location == "https://intranet.nomades.example:8443//evil.example/")
    }

    @Test func `S-13: a ticket is good once, within thirty seconds, with the nonce of its browser`() async throws {
        let pages = try await TownPages()
        let browser = TownBrowser(pages)
        try await browser.signIn(SmallTown.marc)
        try await browser.openApp()
        let nonce = browser.cookies["intranet.nomades.example"]
        try await browser.get(try #require(browser.location))
        let ticket = try #require(browser.location?.components(separatedBy: "?t=").last)
        func use(_ seconds: Int64, _ cookies: [String: String]?) async throws -> HandOver.Redemption {
            let cookie = (cookies ?? [:]).map { "\($0)=\($1)" }.joined(separator: "; ")
            let use = TicketUse(host: "intranet.nomades.example", port: 8443, token: ticket, fields: [.cookie: cookie])
            return try await pages.house.handOver.redeem(use, at: pages.town.nine.adding(seconds: seconds))
        }
        guard case .withoutNonce = try await use(1, nil) else { return #expect(Bool(false), "no nonce") }
        let foreign = [CookieKind.nonce.rawValue: Token.random(.nonce).text]
        guard case .refused = try await use(1, foreign) else { return #expect(Bool(false), "foreign nonce") }
        guard case .refused = try await use(1, nonce) else { return #expect(Bool(false), "spent by the foreign try") }
        try await browser.openApp()
        try await browser.get(try #require(browser.location))
        browser.now = 30
        try await browser.redeem()
        #expect(browser.status == 403 && browser.session("intranet.nomades.example") == nil)
    }

    @Test func `S-18: a return address of another browser, of another hand or too old leads home`() async throws {
        let pages = try await TownPages()
        let browser = TownBrowser(pages)
        try await browser.signIn(SmallTown.marc)
        let now = pages.town.nine
        let address = ReturnAddress(host: "nomades.example", port: 8443, target: "/leave")
        let foreign = try pages.house.seals.seal(address, bond: .browser("probe:other"), at: now)
        let old = try pages.house.seals.seal(
            address,
            bond: .nonce(Token.random(.nonce).hash.bytes),
            at: now.adding(seconds: -600)
        )
        for sealed in [foreign, old, "AAAA", "https://evil.example/"] {
            try await browser.get("/sign-in?r=\(sealed)")
            #expect(browser.status == 303 && browser.location == "/")
        }
    }

    @Test func `S-32, S-43: a host that is no app answers after the sign-in like one that hides`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.marc)
        try await browser.openApp("secret.nomades.example")
        try await browser.get(try #require(browser.location))
        #expect(browser.status == 404 && browser.html.contains("Cette adresse n&#39;ouvre rien."))
    }

    @Test func `X-22: a browser that keeps no cookie is told at the form, with no redirect`() async throws {
        let browser = TownBrowser(try await TownPages())
        browser.keepsCookies = false
        try await browser.get("/sign-in")
        try await browser.post("/sign-in", ["identifier": "0412345", "password": "x"])
        #expect(browser.status == 400 && browser.location == nil && browser.html.contains("cookie.absent"))
    }

    @Test func `X-22: an app host whose cookies are dropped is told after two redirects`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.marc)
        try await browser.openApp()
        try await browser.get(try #require(browser.location))
        browser.cookies["intranet.nomades.example"] = nil
        try await browser.redeem()
        #expect(browser.status == 400 && browser.html.contains("cookie.absent intranet.nomades.example"))
    }

    @Test func `X-22: a browser that drops the app's cookie alone does not go round in circles`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.marc)
        try await browser.openApp()
        try await browser.get(try #require(browser.location))
        try await browser.redeem()
        browser.cookies["intranet.nomades.example"]?[CookieKind.app.rawValue] = nil
        try await browser.openApp()
        #expect(browser.status == 400 && browser.html.contains("cookie.absent intranet.nomades.example"))
    }

    @Test func `S-17, S-42: a form of an app's origin, or without its token, changes nothing`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.marc)
        try await browser.get("/sign-out")
        try await browser.post("/sign-out", origin: "https://intranet.nomades.example:8443")
        #expect(browser.status == 403)
        try await browser.get("/sign-out")
        try await browser.post("/sign-out", ["form-token": "1.AAAA"])
        #expect(browser.status == 403)
        try await browser.get("/sign-in")
        #expect(browser.location == "/")
    }

    @Test func `S-45: signing out ends the session on every host, and keeps the site's other cookies`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.marc)
        try await browser.openApp()
        try await browser.get(try #require(browser.location))
        try await browser.redeem()
        let known = browser.session("intranet.nomades.example") != nil
        try await browser.get("/sign-out")
        try await browser.post("/sign-out")
        #expect(known && browser.status == 200 && browser.html.contains("Votre session est fermée."))
        #expect(browser.session("intranet.nomades.example") == nil)
        #expect(browser.field(.init("Clear-Site-Data")!) == nil)
    }

    @Test func `S-21: before the password the answer names no one and carries the contacts of all`() async throws {
        let browser = TownBrowser(try await TownPages())
        var answers: Set<String> = []
        for agent in [SmallTown.claire, SmallTown.paul, SmallTown.louise, SmallTown.awa, "0499999"] {
            try await browser.get("/sign-in")
            try await browser.post("/sign-in", ["identifier": agent, "password": "pas le bon"])
            #expect(browser.status == 401 && browser.html.contains("UGD de la DPE"))
            answers.insert(browser.html.masked(agent))
        }
        #expect(answers.count == 1)
    }

    @Test func `S-21: after the password a suspended person reads the state and whom to call`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.paul)
        #expect(browser.status == 403 && browser.html.contains("Votre accès est suspendu depuis le"))
        #expect(browser.html.contains("UGD de la DPE") && browser.html.contains("01 99 00 45 10"))
        #expect(browser.cookies["nomades.example"]?[CookieKind.portal.rawValue] == nil)
    }
}

extension String {
    /// Without what differs on every page: references, tokens, what was typed.
    fileprivate func masked(_ typed: String) -> String {
        var text = replacingOccurrences(of: typed, with: "…")
        for pattern in ["[2-9A-Z]{3}-[2-9A-Z]{3}", "value=\"[0-9]+\\.[^\"]*\""] {
            text = text.replacingOccurrences(of: pattern, with: "…", options: .regularExpression)
        }
        return text
    }
}
