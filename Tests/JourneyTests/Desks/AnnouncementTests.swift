import Audit
import DemoTown
import Foundation
import People
import Portal
import Store
import Testing
import Workplace

/// Sophie of the DPE writes to her department: Moussa reads, and nobody else.
@Suite(.serialized) struct `Words from the employer` {
    private static let list = "/desk/hr/announcements"

    @Test func `HM-22 to HM-24, HM-27, HM-28: are written, read again, published, read once, and withdrawn`()
        async throws
    {
        try await LivingTown.live { town in
            let (sophie, moussa) = (town.browser(), town.browser())
            var desk = try await town.signIn(try town.person("Sophie"), in: sophie, at: town.portal + "/")
            #expect(desk.link(to: Self.list) != nil)
            desk = try await sophie.open(town.portal + "\(Self.list)/draft")
            #expect(desk.body.contains("value=\"dpe\"") && !desk.body.contains("value=\"dasco\""))
            #expect(!desk.body.contains("value=\"*\""))
            var typed = [
                "audience": "dpe", "language": "fr", "title": "Le quai <b>Est</b> ferme",
                "words": "Porte B.\r\n\r\nVoir https://ailleurs.example\r\nMerci.", "first": town.today, "last": "hier",
            ]
            desk = try await sophie.submit(typed, on: desk, form: desk.form(to: "/draft"))
            #expect(desk.status == 422 && desk.body.contains("id=\"last-mistake\""))
            #expect(desk.body.contains("Voir https://ailleurs.example") && desk.body.contains("&lt;b&gt;Est"))
            typed["last"] = town.today
            desk = try await sophie.submit(typed, on: desk, form: desk.form(to: "/draft"))
            #expect(desk.status == 200 && desk.words.contains("4 personnes la reçoivent"))
            #expect(desk.body.contains("<p>Porte B.</p>") && desk.link(to: "ailleurs") == nil)
            #expect(try await moussa.home(of: "Moussa", town).words.contains("Annonces (1)"))
            // This test's own browser reads hidden values without line ends.
            desk = try await sophie.submit(typed, on: desk, form: desk.form(to: Self.list))
            #expect(desk.status == 200 && desk.words.contains("En cours jusqu'au"))
            #expect(desk.words.contains("par Sophie Roy"))

            var page = try await moussa.open(town.portal + "/")
            #expect(page.words.contains("Annonces (2)") && page.body.contains("Le quai &lt;b&gt;Est&lt;/b&gt; ferme"))
            page = try await moussa.open(town.portal + (try #require(page.link(to: "/announcements/"))))
            #expect(page.heading.contains("Le quai") && page.body.contains("Voir https://ailleurs.example\nMerci."))
            #expect(page.link(to: "ailleurs") == nil)
            let own = page.address
            page = try await moussa.submit([:], on: page, form: page.form(to: "/reading"))
            #expect(page.words.contains("Annonces (1)") && !page.words.contains("Le quai"))
            page = try await moussa.open(own)
            #expect(page.form(to: "/reading") < 0 && page.words.contains("Lue "))
            #expect(try await moussa.open(town.portal + "/announcements").words.contains("Déjà lues"))

            desk = try await sophie.submit([:], on: desk, form: desk.form(to: "/withdrawal"))
            #expect(desk.words.contains("Retirée ") && desk.form(to: "/withdrawal") < 0)
            #expect(try await moussa.open(own).status == 404)
            for browser in [sophie, moussa] { try await browser.close() }
        }
    }

    @Test func `HM-26, S-28: foreign, over, to come, withdrawn and absent are one answer on every own address`()
        async throws
    {
        try await LivingTown.live { town in
            let moussa = town.browser()
            let home = try await moussa.home(of: "Moussa", town)
            #expect(home.status == 200)
            let token = try await moussa.open(town.portal + "/password").token
            let ids = try await town.announcements([
                "department = 'sg'", "first_day = '2000-01-01', last_day = '2000-01-02'",
                "first_day = '2200-01-01', last_day = '2200-01-02'",
                "withdrawn_at = written_at, withdrawn_by = 'terminal'",
            ])
            let routes = DeskRoute.own(in: town.server.addresses)
            #expect(routes.count == 2)
            for route in routes {
                let own = try await route.ask(of: ids[0], at: town.portal, token: token, by: moussa)
                #expect([200, 303].contains(own.status), "\(route)")
                var answers: Set<String> = []
                for id in ids.dropFirst() + [999, 0, -1] {
                    let visit = try await route.ask(of: id, at: town.portal, token: token, by: moussa)
                    #expect(visit.status == 404, "\(route) of \(id)")
                    answers.insert(visit.unmarked(without: "announcements/\(id)"))
                }
                #expect(answers.count == 1, "\(route)")
            }
            try await moussa.close()
        }
    }
}

extension Browser {
    fileprivate func home(of name: String, _ town: LivingTown) async throws -> Visit {
        try await town.signIn(try town.person(name), in: self, at: town.portal + "/")
    }
}

extension DeskRoute {
    /// The own addresses of one announcement.
    fileprivate static func own(in addresses: [String]) -> [DeskRoute] {
        addresses.compactMap { address in
            let parts = address.split(separator: " ").map(String.init)
            guard parts.count == 2, parts[1].hasPrefix("/announcements/") else { return nil }
            return DeskRoute(method: parts[0], path: parts[1])
        }
    }

    fileprivate func ask(of id: Int64, at portal: String, token: String, by browser: Browser) async throws -> Visit {
        try await ask(about: String(id), at: portal, token: token, by: browser)
    }
}

extension LivingTown {
    fileprivate var today: String { server.installation.city.day(of: Clock().now()).description }

    /// Announcements to the DPE by the code that publishes, the first as it is, the others with a part changed.
    fileprivate func announcements(_ changes: [SQL]) async throws -> [Int64] {
        let (now, today) = (Clock().now(), today)
        let officer = AnnouncementOfficer(DeskOfficer("0405230", in: server.installation.city, at: now))
        let typed = TypedAnnouncement(to: "dpe", title: "Titre", words: "Texte", from: today, until: today)
        return try await server.installation.database.write { transaction in
            try (["id = id"] + changes).map { change -> Int64 in
                guard case .written(let id) = try officer.write(typed, at: now, in: transaction) else { return 0 }
                try transaction.execute("UPDATE announcement SET \(sql: change) WHERE id = \(id)")
                return id
            }
        }
    }
}
