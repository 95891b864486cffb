import DemoTown
import Foundation
import Testing

@Suite(.serialized) struct `A refused agent` {
    @Test func `TM-3, TM-6, TM-8, TM-9, S-16: asks from the refusal, is answered, and lands on the same page`()
        async throws
    {
        try await LivingTown.live(editing: { $0.replacing(", hours: \"mon-sat 05:00-21:00\"", with: "") }) { town in
            let portal = "https://nomades.localhost:\(town.town.options.port)"
            let (ines, awa) = (town.browser(), town.browser())
            let wanted = town.address(of: "tournees") + "page/jeudi?equipe=2"
            let refused = try await enter(ines, "Inès", at: wanted, town)
            #expect(refused.status == 403)
            let link = try #require(refused.link(to: "/apps/tournees/request"))
            var page = try await ines.open(link)
            #expect(page.status == 200 && page.words.contains("Awa Ba répond à cette demande"))
            page = try await ines.submit(["words": "x"], on: page, form: page.form(to: "/request"))
            #expect(page.status == 422 && page.words.contains("3 à 300 caractères"))
            page = try await ines.submit(["words": "Remplacer Karim jeudi"], on: page, form: page.form(to: "/request"))
            #expect(page.words.contains("Demande envoyée"))
            let notice = try await town.phoneMessages(to: try town.person("Awa"))
            #expect(notice.contains("demande un acc") && !notice.contains("Karim") && !notice.contains("http"))

            _ = try await enter(awa, "Awa", at: portal + "/", town)
            let team = try await awa.open(portal + "/desk/team")
            #expect(team.words.contains("Remplacer Karim jeudi") && team.words.contains("LE GALL"))
            let form = try await awa.open(portal + "/desk/team/people/0413088/grants/tournees")
            let typed = ["until": Self.inAWeek, "reason": "Remplacement"]
            let given = try await awa.submit(typed, on: form, form: form.form(to: "/grants/tournees"))
            #expect(given.status == 200 && given.words.contains("Tournées"))

            page = try await ines.open(portal + "/apps/tournees/request")
            #expect(page.words.contains("Awa Ba vous a donné l'accès jusqu'au"))
            #expect(page.link(to: wanted) == wanted)
            #expect(try await ines.open(wanted).status == 200)

            let right = try await awa.open(portal + "/desk/team/people/0413088/grants/tournees")
            _ = try await awa.submit([:], on: right, form: right.form(to: "/end"))
            let began = ContinuousClock.now
            while try await ines.open(wanted).status == 200, began.duration(to: .now) < .seconds(10) {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await ines.open(wanted).status == 403)
            for browser in [ines, awa] { try await browser.close() }
        }
    }

    @Test func `TM-3: can ask as well where another remedy comes first`() async throws {
        try await LivingTown.live(editing: { $0.replacing("mon-sat 05:00-21:00", with: "mon 00:00-00:01") }) { town in
            let ines = town.browser()
            let refused = try await enter(ines, "Inès", at: town.address(of: "tournees"), town)
            #expect(refused.status == 403 && refused.link(to: "/apps/tournees/reminder") != nil)
            #expect(refused.link(to: "/apps/tournees/request?to=%2F") != nil)
            try await ines.close()
        }
    }

    @Test func `TM-3, S-32: can ask nothing about an app that is hidden, absent or open`() async throws {
        try await LivingTown.live { town in
            let portal = "https://nomades.localhost:\(town.town.options.port)"
            let ines = town.browser()
            _ = try await enter(ines, "Inès", at: portal + "/", town)
            let answers = try await [
                ines.open(portal + "/apps/conseil/request"), ines.open(portal + "/apps/nowhere/request"),
            ]
            #expect(answers.map(\.status) == [404, 404])
            #expect(answers[0].unmarked(without: "conseil") == answers[1].unmarked(without: "nowhere"))
            let open = try await ines.open(portal + "/apps/intranet/request")
            #expect(open.status == 200 && open.forms.allSatisfy { !$0.action.contains("request") })
            try await ines.close()
        }
    }

    private static var inAWeek: String {
        Date(timeIntervalSinceNow: 7 * 86_400).formatted(.iso8601.year().month().day())
    }

    /// Signs in, by the code on the demo phone where there is no authenticator.
    private func enter(_ browser: Browser, _ name: String, at address: String, _ town: LivingTown) async throws -> Visit
    {
        let person = try town.person(name)
        let visit = try await town.signIn(person, in: browser, at: address)
        guard visit.forms.contains(where: { $0.action.contains("/code") }) else { return visit }
        let code = try #require(try await town.phoneMessages(to: person).firstMatch(of: #/#([0-9]{6})/#)).output.1
        return try await browser.submit(["code": String(code)], on: visit)
    }
}
