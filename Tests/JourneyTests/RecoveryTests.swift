import DemoTown
import Foundation
import People
import Portal
import SignIn
import Store
import Testing

@Suite(.serialized) struct `A lost phone` {
    @Test func `S-25: Awa comes in by a recovery code, adds a new authenticator, and her old phone is told`()
        async throws
    {
        try await LivingTown.live { town in
            let (browser, awa) = (town.browser(), try town.person("Awa"))
            let (codes, number) = (RecoveryCode.make(), awa.employeeNumber)
            let keys = town.server.installation.keys
            try await town.server.installation.database.write {
                try RecoveryStore.replace(by: codes, of: number, keys: keys, at: Clock().now(), in: $0)
            }
            var visit = try await browser.open(town.address(of: "intranet"))
            visit = try await browser.submit(["identifier": awa.identifier, "password": awa.password ?? ""], on: visit)
            let portal = "https://nomades.localhost:\(town.town.options.port)"
            let link = try #require(visit.body.firstMatch(of: /\/sign-in\/code\?by=recovery[^"]*/)).output
            visit = try await browser.open(portal + link.replacingOccurrences(of: "&amp;", with: "&"))
            visit = try await browser.submit(["code": codes[0].text], on: visit)
            #expect(visit.words.contains("Codes de secours qui vous restent : 9."))
            visit = try await browser.open(portal + "/authenticator")
            let typed = try #require(visit.body.firstMatch(of: /class="big">([A-Z2-7 ]+)</)).output.1
            let secret = try #require(Base32.bytes(typed.filter { $0 != " " }))
            let code = Authenticator(secret: secret).code(step: Authenticator.step(at: Clock().now()))
            let adding = try #require(visit.forms.firstIndex { $0.action == "/authenticator" })
            visit = try await browser.submit(["code": code], on: visit, form: adding)
            #expect(visit.heading == "Votre application de codes est changée.")
            let messages = try await town.phoneMessages(to: awa)
            #expect(messages.contains("Un code de secours vient d'ouvrir votre session"))
            #expect(messages.contains("Votre application de codes vient de changer"))
            visit = try await browser.open(town.address(of: "intranet"))
            #expect(visit.status == 200 && visit.address == town.address(of: "intranet"))
            try await browser.close()
        }
    }
}
