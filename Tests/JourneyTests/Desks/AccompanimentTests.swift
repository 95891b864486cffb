import AsyncHTTPClient
import Audit
import DemoTown
import Foundation
import NIOCore
import NIOHTTP1
import People
import Portal
import SignIn
import Store
import Testing

@Suite(.serialized) struct `Somebody without credentials at the supervisor's workstation` {
    private static let yann = "0412377"

    private func office(_ town: LivingTown) -> String { "https://nomades.localhost:\(town.town.options.port + 1)" }
    private func outside(_ town: LivingTown) -> String { "https://nomades.localhost:\(town.town.options.port)" }
    private func app(_ name: String, _ town: LivingTown) -> String {
        "https://\(name).nomades.localhost:\(town.town.options.port + 1)/"
    }

    /// Awa at her workstation, her second proof just given.
    private func awa(_ town: LivingTown) async throws -> Browser {
        let (browser, awa) = (town.browser(), try town.person("Awa"))
        _ = try await browser.signIn(awa, at: office(town) + "/")
        var page = try await browser.open(office(town) + "/desk/team/people/\(Self.yann)/accompaniment")
        #expect(page.status == 200 && page.words.contains("Une heure au plus") && page.words.contains("IntraNomades"))
        page = try await browser.submit([:], on: page, form: page.form(to: "/accompaniment"))
        #expect(page.body.contains("name=\"code\""))
        let secret = try #require(awa.totpSecret.flatMap(Base32.bytes))
        let code = Authenticator(secret: secret).code(step: Authenticator.step(at: Clock().now()))
        page = try await browser.submit(["code": code], on: page, form: page.form(to: "/confirm"))
        #expect(page.words.contains("Ouvrir l'accès, une heure"))
        return browser
    }

    /// From Awa's session to Yann's, in the same browser.
    private func handOver(_ browser: Browser, _ town: LivingTown) async throws -> Visit {
        let page = try await browser.open(office(town) + "/desk/team/people/\(Self.yann)/accompaniment")
        return try await browser.submit([:], on: page, form: page.form(to: "/accompaniment"))
    }

    @Test func `AA-1, AA-2, AA-5, AA-7: Yann opens what is marked, nothing else and nowhere else, then hands it back`()
        async throws
    {
        try await LivingTown.live { town in
            let browser = try await awa(town)
            let hers = browser.cookies["nomades.localhost"]?["__Host-nomade"]
            let home = try await handOver(browser, town)
            #expect(home.words.contains("Accès accompagné") && home.words.contains("Bonjour Yann"))
            // HM-4: neither desks nor words from the employer.
            #expect(home.words.contains("À faire") && !home.words.contains("Annonces"))
            #expect(!home.words.contains("Ce dont je m'occupe"))
            #expect(try await browser.open(office(town) + "/announcements").status == 404)
            #expect(browser.cookies["nomades.localhost"]?["__Host-nomade"] != hers)
            #expect(try await browser.open(app("intranet", town)).status == 200)
            let echo = try await browser.open(app("echo", town))
            #expect(echo.status == 403 && echo.words.contains("ne s'ouvre pas dans un accès accompagné"))
            #expect(echo.words.contains("lettre d'activation"))
            #expect(try await browser.open(office(town) + "/desk/team").status == 404)
            let asked = try await browser.open(office(town) + "/apps/tournees/request")
            #expect(asked.status == 200 && asked.form(to: "/request") < 0)
            let factor = try await browser.open(office(town) + "/authenticator")
            #expect(factor.words.contains("vos propres identifiants"))
            #expect(factor.forms.allSatisfy { $0.action == "/sign-out" })
            let codes = try await browser.open(office(town) + "/recovery-codes")
            let none = try await browser.submit([:], on: codes, form: codes.form(to: "/recovery-codes"))
            #expect(none.words.contains("vos propres identifiants") && !none.body.contains("class=\"big\""))

            let there = try await browser.open(outside(town) + "/")
            #expect(there.body.contains("name=\"password\""))
            let away = town.address(of: "intranet")
            let refused = try await browser.open(away)
            #expect(refused.status != 200 || refused.body.contains("name=\"password\""))

            // Her old token serves no more, in any browser.
            let other = town.browser()
            var old = other.request(.GET, office(town) + "/", accept: "text/html")
            old.headers.add(name: "Cookie", value: "__Host-nomade=\(hers ?? "")")
            #expect(try await other.exchange(old).status == 303)

            var page = try await browser.open(office(town) + "/")
            page = try await browser.submit([:], on: page, form: page.form(to: "/sign-out"))
            #expect(page.words.contains("Awa") && page.forms.contains { $0.action == "/wake" })
            #expect(!page.words.contains("Yann"))
            for browser in [browser, other] { try await browser.close() }

            let entries = try await town.server.installation.database.read {
                try AuditLog.entries(about: Self.yann, limit: 1_000, in: $0)
            }
            let begun = entries.first { $0.entry.act == "accompaniment.begun" }
            #expect(begun?.entry.who == .agent("0412345"))
            #expect(entries.contains { $0.entry.act == "accompaniment.left" })
            #expect(entries.contains { $0.entry.act == "access.refused" && $0.entry.detail.json.contains("0412345") })
        }
    }

    @Test func `AA-4, S-16: ends within a second once Awa ends it elsewhere, or is suspended, or Yann is active`()
        async throws
    {
        try await LivingTown.live { town in
            let browser = try await awa(town)
            _ = try await handOver(browser, town)
            #expect(try await browser.open(app("intranet", town)).status == 200)
            let home = town.browser()
            try await Task.sleep(for: .seconds(31))
            _ = try await home.signIn(try town.person("Awa"), at: outside(town) + "/")
            let page = try await home.open(outside(town) + "/desk/team/people/\(Self.yann)/accompaniment")
            #expect(page.words.contains("Un accès accompagné est ouvert de"))
            _ = try await home.submit([:], on: page, form: page.form(to: "/accompaniment/end"))
            try await expectClosed(browser, town)

            try await home.close()
            try await browser.close()
        }
    }

    @Test func `AA-4, S-16: ends within a second once Awa may no longer sit there`() async throws {
        try await LivingTown.live { town in
            let browser = try await awa(town)
            _ = try await handOver(browser, town)
            #expect(try await browser.open(app("intranet", town)).status == 200)
            let now = Clock().now()
            try await town.server.installation.database.write {
                try CredentialStore.suspend("0412345", because: "essai", by: .terminal, at: now, in: $0)
            }
            try await expectClosed(browser, town)
            try await browser.close()
        }
    }

    @Test func `AA-3, AA-6: is refused from outside, and for a report whose access is open`() async throws {
        try await LivingTown.live { town in
            let browser = town.browser()
            _ = try await browser.signIn(try town.person("Awa"), at: outside(town) + "/")
            var page = try await browser.open(outside(town) + "/desk/team/people/\(Self.yann)/accompaniment")
            #expect(page.words.contains("L'accès accompagné s'ouvre au bureau.") && page.form(to: "/accompaniment") < 0)
            let token = page.token
            for (number, status) in [(Self.yann, 403), ("0413088", 409)] {
                let base = number == Self.yann ? outside(town) : office(town)
                page = try await post(browser, base + "/desk/team/people/\(number)/accompaniment", token)
                #expect(page.status == status, "\(number): \(page.heading)")
            }
            try await browser.close()
        }
    }

    private func post(_ browser: Browser, _ address: String, _ token: String) async throws -> Visit {
        var request = browser.request(.POST, address, accept: "text/html")
        let origin = address.split(separator: "/desk").first.map(String.init) ?? ""
        request.headers.replaceOrAdd(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "Origin", value: origin)
        request.headers.replaceOrAdd(name: "Sec-Fetch-Site", value: "same-origin")
        let sent = token.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        request.body = .bytes(.init(string: "form-token=\(sent)"))
        return try await browser.exchange(request)
    }

    private func expectClosed(_ browser: Browser, _ town: LivingTown) async throws {
        let began = ContinuousClock.now
        var page = try await browser.open(app("intranet", town))
        while !page.body.contains("name=\"password\""), began.duration(to: .now) < .seconds(1) {
            try await Task.sleep(for: .milliseconds(20))
            page = try await browser.open(app("intranet", town))
        }
        #expect(page.body.contains("name=\"password\""))
    }
}
