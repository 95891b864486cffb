import Audit
import DemoTown
import Foundation
import People
import Portal
import Store
import Testing

/// Every address of the desks, from the program's own table, with every role, about one's own, a foreign and an absent person.
@Suite(.serialized) struct `The matrix of the desks` {
    /// Moussa of the DPE, Yann of the schools, and nobody.
    private let moussa = "0408112"
    private let yann = "0412377"
    let nobody = "0499999"
    /// Of Moussa's team.
    private let fatou = "0416203"
    /// Of Karim's department.
    private let thi = "0401020"

    @Test func `S-28: foreign and absent are one answer on every address of a desk, for every role, and logged`()
        async throws
    {
        try await LivingTown.live { town in
            // Awa is HR officer of the schools for this story.
            try await town.server.installation.database.write {
                try $0.execute(
                    "UPDATE assignment SET function = 'hr', function_title = 'hr' WHERE agent = '0412345' AND department = 'dasco'"
                )
            }
            let routes = DeskRoute.all(in: town.server.addresses)
            let (team, office) = (
                routes.filter { $0.path.hasPrefix("/desk/team") },
                routes.filter { route in
                    route.path.hasPrefix("/desk/hr")
                        && !["cover", "announcements"].contains { route.path.hasPrefix("/desk/hr/\($0)") }
                }
            )
            let cover = routes.filter { $0.path.hasPrefix("/desk/hr/cover") }
            let words = routes.filter { $0.path.hasPrefix("/desk/hr/announcements") }
            let contacts = routes.filter { $0.path.hasPrefix("/desk/contacts") }
            let proximity = routes.filter { $0.path.hasPrefix("/desk/it") }
            #expect(
                office.count >= 25 && team.count >= 10 && proximity.count >= 10 && contacts.count == 2
                    && cover.count == 3 && words.count == 6
            )
            #expect(
                routes.count == office.count + team.count + proximity.count + contacts.count + cover.count + words.count
            )
            let portal = String(town.address(of: "portal").dropLast()).replacing("portal.", with: "")
            try await walkAsStranger(routes, portal, town)
            let karim = try await enter("Karim", portal, town)
            try await walkWithoutDesk(office + team + cover + words, karim)
            try await walkWithoutDesk(routes, try await enter("Thị", portal, town))
            let (sophie, awa) = (try await enter("Sophie", portal, town), try await enter("Awa", portal, town))
            let chief = try await enter("Moussa", portal, town)
            try await walkWithoutDesk(office + proximity + contacts + cover + words, chief)
            try await walkWithoutDesk(team + proximity, sophie)
            try await walk(proximity, karim, own: thi, foreign: moussa)
            try await walk(team, chief, own: fatou, foreign: yann)
            try await walk(team, awa, own: yann, foreign: fatou)
            try await walkContacts(
                sophie,
                own: "ugd-dpe",
                foreign: "ugd-dasco",
                due: "À confirmer",
                done: "Confirmées le"
            )
            try await walkContacts(karim, own: "it-dsin", foreign: "ugd-dpe", due: "To confirm", done: "Confirmed on")
            try await walkCover(sophie, awa)
            try await walkWords(words, sophie, foreign: "dasco", awa)
            // Last: it closes those whom it is about.
            try await walk(office, sophie, own: moussa, foreign: yann)
            try await walk(office, awa, own: yann, foreign: moussa)
            try await searchAlike(sophie, own: moussa, foreign: yann)
            try await searchAlike(awa, own: yann, foreign: moussa)
            for visitor in [sophie, awa, chief, karim] { try await visitor.browser.close() }
        }
    }

    /// Somebody of the town who has signed in, with a token for forms.
    struct Visitor {
        let name: String
        let number: String
        let browser: Browser
        let token: String
        let portal: String
        let town: LivingTown
    }

    private func walkAsStranger(_ routes: [DeskRoute], _ portal: String, _ town: LivingTown) async throws {
        let browser = town.browser()
        let token = try await browser.open(portal + "/sign-in").token
        for route in routes {
            for number in [moussa, nobody] {
                let visit = try await route.ask(about: number, at: portal, token: token, by: browser)
                #expect([303, 401].contains(visit.status), "\(route)")
                #expect(!visit.body.contains("DIALLO"), "\(route)")
            }
        }
        try await browser.close()
    }

    private func walkWithoutDesk(_ routes: [DeskRoute], _ visitor: Visitor) async throws {
        for route in routes {
            let answers = try await [moussa, yann, nobody].asyncMap { try await ask(route, about: $0, visitor, 404) }
            #expect(Set(answers).count == 1, "\(visitor.name): \(route)")
        }
        for number in [moussa, yann, nobody] { #expect(try await refusals(of: visitor, about: number) >= 1) }
    }

    private func walk(_ routes: [DeskRoute], _ visitor: Visitor, own: String, foreign: String) async throws {
        for route in routes where route.namesSomebody {
            let visit = try await route.ask(about: own, at: visitor.portal, token: visitor.token, by: visitor.browser)
            #expect([200, 303, 403, 409, 422].contains(visit.status), "\(visitor.name): \(route) gave \(visit.status)")
            let answers = try await [foreign, nobody].asyncMap { try await ask(route, about: $0, visitor, 404) }
            #expect(answers[0] == answers[1], "\(visitor.name): \(route)")
        }
        for number in [foreign, nobody] { #expect(try await refusals(of: visitor, about: number) >= 1) }
    }

    private func ask(_ route: DeskRoute, about number: String, _ visitor: Visitor, _ status: Int) async throws -> String
    {
        let visit = try await route.ask(
            about: number,
            at: visitor.portal,
            token: visitor.token,
            by: visitor.browser
        )
        #expect(visit.status == status, "\(visitor.name): \(route) gave \(visit.status)")
        return visit.unmarked(without: number)
    }

    /// CT-1: one's own contact is confirmed; a foreign one and one that is none are one answer, and logged.
    private func walkContacts(_ visitor: Visitor, own: String, foreign: String, due: String, done: String) async throws
    {
        let path = "/desk/contacts/{number}/confirmation"
        let route = DeskRoute(method: "POST", path: path)
        #expect(try await visitor.browser.open(visitor.portal + "/desk/contacts").words.contains(due))
        let answers = try await [foreign, "ugd-xyz"].asyncMap { try await ask(route, about: $0, visitor, 404) }
        #expect(answers[0] == answers[1])
        _ = try await ask(route, about: own, visitor, 303)
        #expect(try await visitor.browser.open(visitor.portal + "/desk/contacts").words.contains(done))
        let objects = try await refusedObjects(visitor)
        for id in [foreign, "ugd-xyz"] { #expect(objects.contains("/desk/contacts/\(id)/confirmation")) }
    }

    /// CO-6: who is away and who covers end it; for a third officer it is not there, as where there is none, and logged.
    private func walkCover(_ away: Visitor, _ covering: Visitor) async throws {
        let installation = away.town.server.installation
        let now = Clock().now()
        let (officer, today) = (
            DeskOfficer(away.number, in: installation.city, at: now), installation.city.day(of: now)
        )
        let route = DeskRoute(method: "POST", path: "/desk/hr/cover/{number}/end")
        for one in [away, covering] {
            let typed = TypedCover(colleague: covering.number, first: today.description, last: today.description)
            _ = try await installation.database.write { try officer.nameCover(typed, at: now, in: $0) }
            let answers = try await [covering.number, nobody].asyncMap { try await ask(route, about: $0, one, 404) }
            #expect(answers[0] == answers[1])
            #expect(try await refusals(of: one, about: covering.number) >= 1)
            _ = try await ask(route, about: away.number, one, 303)
            let standing = try await installation.database.read { [number = away.number] in
                try CoverStore.standing(of: number, on: today, in: $0)
            }
            #expect(standing.isEmpty, "\(one.name)")
        }
        #expect(try await away.browser.open(away.portal + "/desk/hr/cover").status == 200)
    }

    /// The addresses that the log names as refused at a desk.
    func refusedObjects(_ visitor: Visitor) async throws -> [String] {
        try await visitor.town.server.installation.database.read { reading in
            try AuditLog.entries(after: 0, limit: 10_000, in: reading).map(\.entry)
                .filter { $0.act == "desk.refused" }.compactMap(\.object)
        }
    }

    /// A search for somebody foreign and one for nobody give the same page; neither names nor counts anybody.
    private func searchAlike(_ visitor: Visitor, own: String, foreign: String) async throws {
        let (browser, portal) = (visitor.browser, visitor.portal)
        let list = try await browser.open(portal + "/desk/hr?filter=all")
        #expect(list.body.contains(own) && !list.body.contains(foreign))
        let names = ["0408112": "diallo", "0412377": "gall"]
        let searched = try await [names[foreign] ?? "", "xyzzy"].asyncMap { word in
            let visit = try await browser.open(portal + "/desk/hr?filter=all&q=\(word)")
            #expect(!visit.body.contains(foreign) && visit.body.contains("Aucun dossier ici"))
            return visit.unmarked(without: word)
        }
        #expect(searched[0] == searched[1])
        let export = try await browser.open(portal + "/desk/hr/export?filter=all")
        #expect(export.body.contains(own) && !export.body.contains(foreign))
    }

    private func enter(_ name: String, _ portal: String, _ town: LivingTown) async throws -> Visitor {
        let (browser, person) = (town.browser(), try town.person(name))
        let home = try await town.signIn(person, in: browser, at: portal + "/sign-in")
        #expect(home.status == 200, "\(name)")
        return Visitor(
            name: name,
            number: person.employeeNumber,
            browser: browser,
            token: try await browser.open(portal + "/password").token,
            portal: portal,
            town: town
        )
    }

    private func refusals(of visitor: Visitor, about number: String) async throws -> Int {
        let entries = try await visitor.town.server.installation.database.read {
            try AuditLog.entries(about: number, limit: 1_000, in: $0)
        }
        return entries.count { $0.entry.act == "desk.refused" && $0.entry.who == .agent(visitor.number) }
    }
}

extension Sequence {
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var mapped: [T] = []
        for element in self { mapped.append(try await transform(element)) }
        return mapped
    }
}
