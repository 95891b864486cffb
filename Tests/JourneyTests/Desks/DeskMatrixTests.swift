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
    private let nobody = "0499999"

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
            #expect(routes.count >= 13)
            let portal = String(town.address(of: "portal").dropLast()).replacing("portal.", with: "")
            try await walkAsStranger(routes, portal, town)
            for name in ["Claire", "Moussa", "Karim", "Thị"] { try await walkWithoutDesk(routes, portal, name, town) }
            try await walkAsOfficer(routes, portal, "Sophie", own: moussa, foreign: yann, town)
            try await walkAsOfficer(routes, portal, "Awa", own: yann, foreign: moussa, town)
        }
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

    private func walkWithoutDesk(_ routes: [DeskRoute], _ portal: String, _ name: String, _ town: LivingTown)
        async throws
    {
        let (browser, token) = try await enter(name, portal, town)
        for route in routes {
            let answers = try await [moussa, yann, nobody].asyncMap {
                try await route.ask(about: $0, at: portal, token: token, by: browser).checked(
                    404,
                    $0,
                    "\(name): \(route)"
                )
            }
            #expect(Set(answers).count == 1, "\(name): \(route)")
        }
        let caller = try town.person(name).employeeNumber
        for number in [moussa, yann, nobody] { #expect(try await refusals(of: caller, about: number, town) >= 1) }
        try await browser.close()
    }

    private func walkAsOfficer(
        _ routes: [DeskRoute],
        _ portal: String,
        _ name: String,
        own: String,
        foreign: String,
        _ town: LivingTown
    ) async throws {
        let (browser, token) = try await enter(name, portal, town)
        for route in routes where route.namesSomebody {
            let visit = try await route.ask(about: own, at: portal, token: token, by: browser)
            #expect([200, 303, 403, 409].contains(visit.status), "\(name): \(route) gave \(visit.status)")
            let answers = try await [foreign, nobody].asyncMap {
                try await route.ask(about: $0, at: portal, token: token, by: browser).checked(
                    404,
                    $0,
                    "\(name): \(route)"
                )
            }
            #expect(answers[0] == answers[1], "\(name): \(route)")
        }
        let caller = try town.person(name).employeeNumber
        for number in [foreign, nobody] { #expect(try await refusals(of: caller, about: number, town) >= 1) }
        try await searchAlike(portal, browser, own: own, foreign: foreign)
        try await browser.close()
    }

    /// A search for somebody foreign and one for nobody give the same page; neither names nor counts anybody.
    private func searchAlike(_ portal: String, _ browser: Browser, own: String, foreign: String) async throws {
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

    private func enter(_ name: String, _ portal: String, _ town: LivingTown) async throws -> (Browser, String) {
        let browser = town.browser()
        let home = try await town.signIn(try town.person(name), in: browser, at: portal + "/sign-in")
        #expect(home.status == 200, "\(name)")
        return (browser, try await browser.open(portal + "/password").token)
    }

    private func refusals(of caller: String, about number: String, _ town: LivingTown) async throws -> Int {
        let entries = try await town.server.installation.database.read {
            try AuditLog.entries(about: number, limit: 1_000, in: $0)
        }
        return entries.count { $0.entry.act == "desk.refused" && $0.entry.who == .agent(caller) }
    }
}

extension Visit {
    /// The plain page, whose status was expected.
    fileprivate func checked(_ status: Int, _ number: String, _ what: String) -> String {
        #expect(self.status == status, "\(what) gave \(self.status)")
        return unmarked(without: number)
    }
}

extension Sequence {
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var mapped: [T] = []
        for element in self { mapped.append(try await transform(element)) }
        return mapped
    }
}
