import Audit
import DemoTown
import Foundation
import People
import Policy
import Portal
import Store
import Testing

/// A newcomer whom the feed does not know, from the HR desk's form to the feed that knows them.
@Suite(.serialized) struct `A newcomer declared by hand` {
    private let form = [
        "first-names": "Lina", "birth-name": "Mercier", "day": "23/11/2001", "department": "dpe",
        "unit": "Atelier du quai", "phone": "06 39 98 45 77", "language": "fr",
    ]

    @Test func `DO-18: gets a letter, comes in by it, and goes on as the feed's once number and dates agree`()
        async throws
    {
        try await LivingTown.live { town in
            let desk = try await Desk(town)
            let person = try await desk.declare(form.merging(["number": "0418001"]) { $1 })
            #expect(person.words.contains("le fichier du personnel ne connaît pas encore cette personne"))
            let check = try await desk.browser.open("\(desk.portal)/desk/hr/people/0418001/credentials")
            let place = check.form(to: "/credentials")
            let letter = try await desk.browser.submit(["paper": "page"], on: check, form: place)
            let code = try #require(
                letter.body.firstMatch(of: /<dd>(?<code>(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4})<\/dd>/).map { String($0.code) }
            )
            let own = town.browser()
            let begin = try await own.open(desk.portal + "/activation")
            let typed = ["identifier": "0418001", "code": code]
            let rules = try await own.submit(typed, on: begin, form: begin.form(to: "/activation"))
            #expect(rules.heading == "Les règles d'utilisation")
            try await own.close()
            let other = try await desk.takeIn(["0418001;MERCIER;;Lina;2001-11-24;dpe;;;;contractuelle;2026-11-02;;;;fr"]
            )
            #expect(other.setAside.map(\.reason).first?.contains("feed.declared-differs") == true)
            #expect(try await desk.person("0418001").words.contains("Déclaré à la main"))
            _ = try await desk.takeIn(["0418001;MERCIER;;Lina;2001-11-23;dpe;;;;contractuelle;2026-11-02;;;;fr"])
            let known = try await desk.person("0418001")
            #expect(!known.words.contains("Déclaré à la main") && known.words.contains("Identifiants émis"))
            let agent = try await town.server.installation.database.read { try AgentStore.agent("0418001", in: $0) }
            #expect(agent?.identifier.text == "lina.mercier" && agent?.assignments.map(\.until) == [nil])
            try await desk.browser.close()
        }
    }

    @Test func `DO-20: is merged by the officer into the number that the feed brings`() async throws {
        try await LivingTown.live { town in
            let desk = try await Desk(town)
            let declared = try await desk.declare(form)
            let number = String(declared.address.split(separator: "/").last ?? "")
            #expect(ProvisionalNumber(number) != nil && declared.link(to: "/merger") == nil)
            _ = try await desk.takeIn(["0418002;MERCIER;;Lina;2001-11-23;dpe;;;;contractuelle;2026-11-02;;;;fr"])
            let page = try await desk.person(number)
            let merger = try await desk.browser.open(desk.portal + (try #require(page.link(to: "/merger"))))
            #expect(merger.words.contains("Lina MERCIER, 0418002"))
            let merged = try await desk.browser.submit([:], on: merger, form: merger.form(to: "/merger"))
            #expect(merged.address.hasSuffix("/0418002") && merged.status == 200)
            let old = try await desk.person(number)
            #expect(old.status == 404 || old.words.contains("Accès clos"))
            let again = "0418002;MERCIER;;Lina;2001-11-23;dpe;;;;contractuelle;2026-11-02;;;;fr"
            #expect(try await desk.takeIn([again]).ended.isEmpty)
            try await desk.browser.close()
        }
    }

    @Test func `X-11: keeps what was typed where something is wrong, and says it at its field`() async throws {
        try await LivingTown.live { town in
            let desk = try await Desk(town)
            let wrong = try await desk.declare(form.merging(["until": "1999-01-01", "day": "31/02/2001"]) { $1 })
            #expect(wrong.status == 422 && wrong.body.contains("value=\"Mercier\""))
            #expect(wrong.body.contains("id=\"until-mistake\"") && wrong.body.contains("id=\"day-mistake\""))
            try await desk.browser.close()
        }
    }

    /// Sophie at her desk.
    private struct Desk {
        let town: LivingTown
        let browser: Browser
        let portal: String

        init(_ town: LivingTown) async throws {
            self.town = town
            browser = town.browser()
            portal = String(town.address(of: "portal").dropLast()).replacing("portal.", with: "")
            _ = try await town.signIn(try town.person("Sophie"), in: browser, at: portal + "/sign-in")
        }

        func person(_ number: String) async throws -> Visit {
            try await browser.open("\(portal)/desk/hr/people/\(number)")
        }

        /// Fills the form in, from today for a month unless said otherwise.
        func declare(_ typed: [String: String]) async throws -> Visit {
            let page = try await browser.open(portal + "/desk/hr/declaration")
            let today = town.server.installation.city.day(of: Clock().now())
            let days = ["from": today.description, "until": today.adding(days: 30).description]
            return try await browser.submit(
                days.merging(typed) { $1 },
                on: page,
                form: page.form(to: "/desk/hr/declaration")
            )
        }

        /// Takes in the town's own feed with more lines.
        func takeIn(_ lines: [String]) async throws -> FeedPlan {
            let installation = town.server.installation
            let own = try String(contentsOfFile: town.town.files.people, encoding: .utf8)
            let text = own.trimmingCharacters(in: .newlines) + "\n" + lines.joined(separator: "\n") + "\n"
            return try await PeopleImport(into: installation.database, of: installation.city, keys: installation.keys)
                .run(Array(text.utf8), named: "people.csv", mode: .apply, by: .terminal, at: Clock().now())
        }
    }
}
