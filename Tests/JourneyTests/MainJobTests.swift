import Audit
import DemoTown
import Foundation
import People
import Portal
import Store
import Testing
import Web

@Suite(.serialized) struct `The main job` {
    @Test func `X-1: leads Claire from an app's address through both proofs to that very page`() async throws {
        try await LivingTown.live { town in
            let browser = town.browser()
            let claire = try town.person("Claire")
            let visit = try await town.signIn(claire, in: browser, at: town.address(of: "intranet") + "?page=3")
            #expect(visit.status == 200)
            #expect(visit.address == town.address(of: "intranet") + "?page=3")
            #expect(visit.redirects <= 3)
            #expect(visit.words.contains(claire.employeeNumber))
            try await browser.close()
        }
    }

    @Test func `S-16: ends within a second for somebody who is suspended meanwhile`() async throws {
        try await LivingTown.live { town in
            let browser = town.browser()
            let karim = try town.person("Karim")
            #expect(try await town.signIn(karim, in: browser, at: town.address(of: "echo")).status == 200)
            let began = ContinuousClock.now
            try await town.server.installation.database.write { transaction in
                try CredentialStore.suspend(
                    karim.employeeNumber,
                    because: "essai",
                    by: .terminal,
                    at: Clock().now(),
                    in: transaction
                )
            }
            var visit = try await browser.open(town.address(of: "echo"))
            while visit.status == 200, visit.address == town.address(of: "echo"), began.duration(to: .now) < .seconds(5)
            {
                visit = try await browser.open(town.address(of: "echo"))
            }
            #expect(began.duration(to: .now) < .seconds(1))
            #expect(visit.heading.contains("Se connecter"))
            try await browser.close()
        }
    }

    @Test func `S-37: leaves an entry under the reference that the page of a no shows`() async throws {
        try await LivingTown.live { town in
            let browser = town.browser()
            let visit = try await town.signIn(try town.person("Awa"), in: browser, at: town.address(of: "tournees"))
            #expect(visit.status == 403)
            let words = try #require(visit.words.firstMatch(of: /Référence ([0-9A-Z]{3}-[0-9A-Z]{3})/))
            let reference = try #require(Reference(String(words.output.1)))
            let record = try await town.server.installation.database.read {
                try AuditLog.entry(reference: reference, in: $0)
            }
            #expect(record?.entry.detail.json.contains("policy.outside-department") == true)
            try await browser.close()
        }
    }
}
