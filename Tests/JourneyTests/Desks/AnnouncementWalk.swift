import People
import Portal
import Store
import Testing
import Workplace

/// The desk's own announcements among those of others.
extension `The matrix of the desks` {
    /// HM-22, HM-24: one's own announcement opens and is withdrawn; a foreign one and one that is none are one answer, and
    /// logged; a foreign department is no audience.
    func walkWords(_ routes: [DeskRoute], _ visitor: Visitor, foreign: String, _ other: Visitor) async throws {
        let installation = visitor.town.server.installation
        let now = Clock().now()
        let today = installation.city.day(of: now).description
        func written(by number: String, to audience: String) async throws -> String {
            let officer = AnnouncementOfficer(DeskOfficer(number, in: installation.city, at: now))
            let typed = TypedAnnouncement(to: audience, title: "DIALLO", words: "Texte", from: today, until: today)
            let writing = try await installation.database.write { try officer.write(typed, at: now, in: $0) }
            guard case .written(let id) = writing else { return "" }
            return String(id)
        }
        let (own, theirs) = (
            try await written(by: visitor.number, to: "dpe"), try await written(by: other.number, to: foreign)
        )
        #expect(!own.isEmpty && !theirs.isEmpty)
        #expect(try await written(by: visitor.number, to: foreign).isEmpty)
        for route in routes where route.path.contains("announcement}") || route.path.contains(":announcement") {
            var answers: [String] = []
            for (id, statuses) in [(theirs, [404]), (nobody, [404]), (own, [200, 303])] {
                let (portal, token) = (visitor.portal, visitor.token)
                let visit = try await route.ask(about: id, at: portal, token: token, by: visitor.browser)
                #expect(statuses.contains(visit.status), "\(route) of \(id) gave \(visit.status)")
                answers.append(visit.unmarked(without: "announcements/\(id)"))
            }
            #expect(answers[0] == answers[1] && answers[1] != answers[2], "\(route)")
        }
        let list = try await visitor.browser.open(visitor.portal + "/desk/hr/announcements")
        #expect(list.link(to: "/announcements/\(own)") != nil && list.link(to: "/announcements/\(theirs)") == nil)
        let objects = try await refusedObjects(visitor)
        for id in [theirs, nobody] { #expect(objects.contains("/desk/hr/announcements/\(id)")) }
    }
}
