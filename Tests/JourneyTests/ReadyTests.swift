import Access
import AsyncHTTPClient
import Audit
import City
import DemoTown
import Foundation
import NIOHTTP1
import Portal
import SignIn
import Store
import Testing
import Web

@Suite(.serialized) struct `Before the first day away from the office` {
    private func portal(_ town: LivingTown) -> String { "https://nomades.localhost:\(town.town.options.port)" }

    @Test func `RD-2: a stranger's browser is sent round once, and the page tells whether it keeps the cookie`()
        async throws
    {
        try await LivingTown.live { town in
            let browser = town.browser()
            var visit = try await browser.open(portal(town) + "/ready")
            #expect(visit.redirects == 1 && visit.status == 200)
            #expect(visit.words.contains("Votre navigateur garde notre cookie."))
            #expect(visit.words.contains("Pour vos identifiants :") && visit.words.contains("UGD"))
            visit = try await browser.open(portal(town) + "/ready")
            #expect(visit.redirects == 0)
            let blocked = town.browser()
            blocked.keepsCookies = false
            visit = try await blocked.open(portal(town) + "/ready")
            #expect(visit.redirects == 1 && visit.words.contains("n'a pas gardé notre cookie"))
            #expect(visit.words.contains("point reste à régler") || visit.words.contains("points restent à régler"))
            for browser in [browser, blocked] { try await browser.close() }
        }
    }

    @Test func `RD-4, RD-5: shows the gate's own fingerprint, and names a proxy without believing it`() async throws {
        try await LivingTown.live { town in
            let browser = town.browser()
            let visit = try await browser.open(portal(town) + "/ready")
            #expect(visit.words.contains(try await town.fingerprint()))
            #expect(visit.words.contains("Aucune ne se montre"))
            var request = browser.request(.GET, portal(town) + "/ready", accept: "text/html")
            request.headers.add(name: "Via", value: "1.1 filtre-du-cafe")
            request.headers.add(name: "X-Forwarded-For", value: "203.0.113.9")
            let betrayed = try await browser.exchange(request)
            #expect(betrayed.words.contains("via, x-forwarded-for"))
            #expect(!betrayed.body.contains("filtre-du-cafe") && !betrayed.body.contains("203.0.113.9"))
            try await browser.close()
        }
    }

    @Test func `RD-8, RD-9, RD-10: Awa reads what opens and why not, her clock, and her desk finds the same lines`()
        async throws
    {
        try await LivingTown.live { town in
            let (browser, awa) = (town.browser(), try town.person("Awa"))
            _ = try await browser.signIn(awa, at: portal(town) + "/")
            var visit = try await browser.open(portal(town) + "/ready?view=print")
            #expect(visit.status == 200 && visit.words.contains("S'ouvrira") && visit.words.contains("se termine par"))
            #expect(!visit.body.contains("<form"))
            visit = try await browser.open(portal(town) + "/ready")
            let secret = try #require(awa.totpSecret.flatMap(Base32.bytes))
            let late = Authenticator.step(at: Clock().now()) - 8
            let code = Authenticator(secret: secret).code(step: late)
            visit = try await browser.submit(["code": code], on: visit, form: visit.form(to: "/ready/clock"))
            #expect(visit.status == 200 && visit.words.contains("4 minutes de décalage"))
            let shown = try #require(visit.words.firstMatch(of: /référence ([0-9A-Z]{3}-[0-9A-Z]{3})/)).output.1
            let reference = try #require(Reference(String(shown)))
            let record = try await town.server.installation.database.read {
                try AuditLog.entry(reference: reference, in: $0)
            }
            let trace = try #require(record?.entry.detail.decoded(as: ReadyTrace.self))
            #expect(record?.entry.subject == awa.employeeNumber && record?.entry.act == "ready.checked")
            #expect(trace.checks["cookies"] == "passed" && trace.checks["codes"] == "stopped")
            #expect(trace.apps["intranet"] == "opens")
            visit = try await browser.submit(["code": "12"], on: visit, form: visit.form(to: "/ready/clock"))
            #expect(visit.status == 422 && visit.words.contains("Le code a 6 chiffres"))
            try await browser.close()
        }
    }

    @Test func `RD-12: a false site is reported by anybody, kept, and a flood of reports waits`() async throws {
        try await LivingTown.live { town in
            let browser = town.browser()
            var visit = try await browser.open(portal(town) + "/ready/false-site")
            visit = try await browser.submit(["address": ""], on: visit, form: visit.form(to: "/false-site"))
            #expect(visit.status == 422)
            visit = try await browser.submit(
                ["address": "https://nomades.localhost.example/<b>"],
                on: visit,
                form: visit.form(to: "/false-site")
            )
            #expect(visit.heading == "Votre signalement est enregistré.")
            let entries = try await town.server.installation.database.read {
                try AuditLog.entries(after: 0, limit: 1_000, in: $0)
            }
            let kept = entries.map(\.entry).filter { $0.act == "false-site.reported" }
            #expect(kept.map(\.detail.json) == [#"{"address":"https://nomades.localhost.example/<b>"}"#])
            for _ in 0..<6 {
                visit = try await browser.open(portal(town) + "/ready/false-site")
                visit = try await browser.submit(
                    ["address": "a.example"],
                    on: visit,
                    form: visit.form(to: "/false-site")
                )
            }
            #expect(visit.status == 429 && visit.words.contains("avant un autre signalement"))
            try await browser.close()
        }
    }
}

extension LivingTown {
    /// SHA-256 of the certificate that the town's own file holds, by OpenSSL.
    fileprivate func fingerprint() async throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments =
            ["x509", "-in", server.installation.city.files.certificate?.chain ?? "", "-noout"]
            + ["-fingerprint", "-sha256"]
        process.standardOutput = pipe
        try process.run()
        process.waitUntilExit()
        let line = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let pairs = line.split(separator: "=").last ?? ""
        return pairs.replacing(":", with: " ").trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
