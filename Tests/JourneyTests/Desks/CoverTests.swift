import Audit
import DemoTown
import Foundation
import People
import Portal
import Store
import Testing

/// Sophie of the DPE goes on leave: Awa, who holds the desk of the schools for this story, covers for her.
@Suite(.serialized) struct `A colleague who covers` {
    private let moussa = "0408112"
    private let awaNumber = "0412345"

    @Test func `CO-1, CO-4, CO-6, CO-9: is told, sees whose departments and until when, and ends it`() async throws {
        try await LivingTown.live { town in
            try await town.put("function = 'hr', function_title = 'hr'", to: awaNumber)
            let (portal, sophie, awa) = (town.portal, town.browser(), town.browser())
            _ = try await town.signIn(try town.person("Sophie"), in: sophie, at: portal + "/")
            _ = try await town.signIn(try town.person("Awa"), in: awa, at: portal + "/")
            let file = portal + "/desk/hr/people/\(moussa)"
            #expect(try await awa.open(file).status == 404)

            let list = try await sophie.open(portal + "/desk/hr")
            var page = try await sophie.open(portal + (try #require(list.link(to: "/cover"))))
            #expect(page.words.contains("Awa BA"))
            let today = town.server.installation.city.day(of: Clock().now())
            var typed = ["colleague": awaNumber, "first": today.description, "last": "1999-01-01"]
            page = try await sophie.submit(typed, on: page, form: page.form(to: "/cover"))
            #expect(page.status == 422 && page.body.contains("id=\"last-mistake\""))
            #expect(page.body.contains("value=\"\(today)\"") && page.body.contains("value=\"\(awaNumber)\" selected"))
            typed["last"] = today.adding(days: 6).description
            page = try await sophie.submit(typed, on: page, form: page.form(to: "/cover"))
            #expect(page.status == 200 && page.words.contains("Awa Ba vous remplace du"))
            #expect(try await sophie.open(portal + "/desk/hr").words.contains("Awa Ba vous remplace du"))
            let told = try await town.phoneMessages(to: try town.person("Awa"))
            #expect(told.contains("vous demande de le remplacer") && !told.contains("https"))

            #expect(try await awa.open(file).status == 200)
            let own = try await awa.open(portal + "/desk/hr?filter=all")
            #expect(own.words.contains("Vous remplacez Sophie Roy du") && own.body.contains(moussa))
            let absent = try await awa.open(portal + "/desk/hr/people/0405230")
            #expect(absent.words.contains("Vous tenez le bureau de cette personne"))
            page = try await awa.open(portal + "/desk/hr/cover")
            page = try await awa.submit([:], on: page, form: page.form(to: "/end"))
            #expect(page.status == 200 && !page.words.contains("Vous remplacez"))
            #expect(try await awa.open(file).status == 404)
            #expect(try await !sophie.open(portal + "/desk/hr").words.contains("vous remplace"))
            for browser in [sophie, awa] { try await browser.close() }
        }
    }
}
