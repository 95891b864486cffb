import Audit
import Foundation
import HTTPTypes
import Hummingbird
import People
import Policy
import SignIn
import Store
import Testing
import TwoEngines
import Web

@Suite(.onBothEngines) struct `A session in a browser` {
    @Test func `one proof wakes a sleeping session, in every tab, and comes back to the same page`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.claire)
        try await browser.openApp()
        try await browser.get(try #require(browser.location))
        try await browser.redeem()
        let old = browser.cookies["nomades.example"]?[CookieKind.portal.rawValue]
        browser.now = 1_300
        #expect(browser.session("intranet.nomades.example") == nil)
        try await browser.get("/leave")
        try await browser.get(try #require(browser.location))
        #expect(browser.html.contains("Votre session s&#39;est mise en veille, Claire."))
        #expect(
            browser.html.contains("Claire M.") && !browser.html.contains("Martin") && !browser.html.contains("0412345")
        )
        try await browser.post("/wake", ["code": browser.pages.town.code(1_300)])
        #expect(
            browser.location == "https://nomades.example:8443/leave"
                && browser.session("intranet.nomades.example") != nil
        )
        #expect(browser.cookies["nomades.example"]?[CookieKind.portal.rawValue] != old)
        try await browser.get("/leave")
        #expect(browser.html == "Claire Martin")
    }

    @Test func `W-6: carries the language and theme chosen on the portal to every app`() async throws {
        let browser = TownBrowser(try await TownPages())
        let (app, town) = ("intranet.nomades.example", browser.pages.town)
        try await browser.get("/sign-in?lang=en")
        try await browser.signIn(SmallTown.claire)
        try await browser.openApp(app)
        try await browser.get(try #require(browser.location))
        try await browser.redeem()
        #expect(browser.session(app)?.look == Look(language: .en, theme: .auto))
        try await browser.get("/leave?theme=dark")
        #expect(browser.session(app)?.look == Look(language: .en, theme: .dark))
        let keeper = SessionKeeper(table: town.table, database: town.database, roll: town.door.parts.roll)
        try await keeper.flush(at: town.nine)
        let kept = try await town.database.read { try SessionStore.sessions(in: $0) }
        #expect(kept.map(\.look) == [Look(language: .en, theme: .dark)])
        browser.cookies["nomades.example"]?[CookieKind.look.rawValue] = nil
        try await browser.get("/password")
        #expect(browser.html.contains("<html lang=\"en\" data-theme=\"dark\">"))
    }

    @Test func `a session without a second proof wakes by the password, and by nothing less`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.marc)
        browser.now = 1_300
        try await browser.get("/sign-in")
        try await browser.post("/wake", ["password": "pas le bon", "code": browser.pages.town.code(1_300)])
        #expect(browser.status == 401)
        try await browser.post("/wake", ["password": SmallTown.password(of: SmallTown.marc)])
        #expect(browser.status == 303 && browser.location == "/")
    }

    @Test func `after the whole day the whole sign-in is asked`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.claire)
        browser.now = 28_800
        try await browser.get("/sign-in")
        #expect(browser.html.contains("Votre journée de connexion est finie (8 heures)."))
        try await browser.post("/wake", ["code": browser.pages.town.code(28_800)])
        #expect(browser.html.contains("name=\"password\""))
    }

    @Test func `S-14: a code makes the second proof young, gives a new token and kills the old one`() async throws {
        let browser = TownBrowser(try await TownPages())
        browser.channel = .office
        try await browser.signIn(SmallTown.claire)
        let old = browser.cookies["nomades.example"]
        try await browser.get("/confirm")
        #expect(browser.html.contains("Confirmez que c&#39;est bien vous"))
        try await browser.post("/confirm", ["code": browser.pages.town.code()])
        let token = try #require(
            Token(.portal, text: browser.cookies["nomades.example"]?[CookieKind.portal.rawValue] ?? "")
        )
        let table = browser.pages.town.table
        let session = table.find(token.hash, host: "nomades.example", at: browser.pages.town.nine)
        #expect(session?.assurance.factorAt == browser.pages.town.nine)
        #expect(session?.device(at: browser.pages.town.nine) == .known)
        browser.cookies["nomades.example"] = old
        try await browser.get("/leave")
        #expect(browser.status == 303)
    }

    @Test func `S-14: a changed password ends the other sessions and gives this one a new token`() async throws {
        let pages = try await TownPages()
        let (here, there) = (TownBrowser(pages), TownBrowser(pages))
        try await here.signIn(SmallTown.marc)
        try await there.signIn(SmallTown.marc)
        let old = here.cookies["nomades.example"]?[CookieKind.portal.rawValue]
        try await here.get("/password")
        let present = SmallTown.password(of: SmallTown.marc)
        try await here.post("/password", ["password": present, "new-password": "marcpetit2026"])
        #expect(here.status == 422 && here.html.contains("trop facile à deviner"))
        try await here.post("/password", ["password": present, "new-password": "trois moineaux verts"])
        #expect(here.status == 200 && here.html.contains("Votre mot de passe est changé."))
        #expect(here.cookies["nomades.example"]?[CookieKind.portal.rawValue] != old)
        try await here.get("/leave")
        try await there.get("/leave")
        #expect(here.status == 200 && there.status == 303)
    }

    @Test func `S-12: two cookies of one name are believed by nobody`() async throws {
        let browser = TownBrowser(try await TownPages())
        try await browser.signIn(SmallTown.marc)
        let token = browser.cookies["nomades.example"]?[CookieKind.portal.rawValue] ?? ""
        browser.cookies["nomades.example"]?[CookieKind.portal.rawValue] = "\(token); \(CookieKind.portal.rawValue)=x"
        try await browser.get("/leave")
        #expect(browser.status == 400 && browser.html.contains("cookie.doubled"))
    }

    @Test func `S-43: a program without a session gets 401 and never another origin`() async throws {
        let pages = try await TownPages()
        let address = ReturnAddress(host: "intranet.nomades.example", port: 8443, target: "/api")
        let fields = [.accept: "application/json"] as HTTPFields
        let response = try await pages.tickets.begin(address, fields: fields, pages.context(0))
        #expect(response.status == .unauthorized && response.headers[.location] == nil)
    }
}

@Suite(.onBothEngines) struct `An activation link` {
    private func link(_ pages: TownPages, _ agent: String) async throws -> String {
        let now = pages.town.nine
        return try await pages.town.database.write {
            try ActivationStore.issue(for: agent, by: .terminal, at: now, in: $0).path
        }
    }

    private func secret(_ html: String) throws -> Authenticator {
        let text = try #require(
            html.components(separatedBy: "<code class=\"big\">").last?.components(separatedBy: "<").first
        )
        return Authenticator(secret: try #require(Base32.bytes(text)))
    }

    @Test func `sets password and authenticator, signs in, and works once`() async throws {
        let browser = TownBrowser(try await TownPages())
        let path = try await link(browser.pages, SmallTown.awa)
        try await browser.get(path)
        #expect(browser.html.contains("Bonjour Awa, choisissez votre mot de passe"))
        try await browser.post(path, ["new-password": "trois moineaux verts"])
        let authenticator = try secret(browser.html)
        #expect(browser.html.contains("<svg"))
        try await browser.post("\(path)/code", ["code": "000000"])
        #expect(browser.status == 422)
        let code = authenticator.code(step: Authenticator.step(at: browser.pages.town.nine))
        try await browser.post("\(path)/code", ["code": code])
        #expect(browser.status == 200 && browser.html.contains("Vos dix codes de secours"))
        #expect(browser.html.matches(of: /[2-9A-Z]{5}-[2-9A-Z]{5}/).count == 10)
        try await browser.get("/leave")
        #expect(browser.html == "Awa Diallo")
        let other = TownBrowser(browser.pages)
        try await other.get(path)
        #expect(other.status == 410 && other.html.contains("Ce lien a déjà servi le"))
    }

    @Test func `S-24: keeps nothing before the code is proven`() async throws {
        let browser = TownBrowser(try await TownPages())
        let path = try await link(browser.pages, SmallTown.awa)
        try await browser.get(path)
        try await browser.post(path, ["new-password": "trois moineaux verts"])
        let stored = try await browser.pages.town.database.read {
            try PasswordStore.password(of: SmallTown.awa, in: $0)
        }
        #expect(stored == nil)
    }

    @Test func `S-13: what was chosen serves no other link`() async throws {
        let pages = try await TownPages()
        let (awa, marc) = (TownBrowser(pages), TownBrowser(pages))
        let (hers, his) = (try await link(pages, SmallTown.awa), try await link(pages, SmallTown.claire))
        try await awa.get(hers)
        try await awa.post(hers, ["new-password": "trois moineaux verts"])
        let code = try secret(awa.html).code(step: Authenticator.step(at: pages.town.nine))
        try await awa.post("\(his)/code", ["code": code])
        #expect(awa.status == 403)
        try await marc.get("/issue/\(String(repeating: "A", count: 43))")
        #expect(marc.status == 404)
    }

    @Test func `S-20: a common password is refused beside its field`() async throws {
        let browser = TownBrowser(try await TownPages())
        let path = try await link(browser.pages, SmallTown.awa)
        try await browser.get(path)
        try await browser.post(path, ["new-password": "Awa Diallo 2026"])
        #expect(browser.status == 422 && browser.html.contains("aria-invalid=\"true\""))
        #expect(!browser.html.contains("Diallo 2026"))
    }
}
