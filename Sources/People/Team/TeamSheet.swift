import City
import Foundation
import HTTPTypes
import Policy
import Web

/// A team as a supervisor's pages show it.
struct TeamSheet {
    let city: City
    let site: Site
    let language: Language

    /// The list: requests first, then who waits for credentials, then everybody.
    func page(_ reports: [Report], _ requests: [GrantRequest]) -> Page {
        let names = Dictionary(uniqueKeysWithValues: reports.map { ($0.agent.number, $0.agent.names.full) })
        let waiting = reports.filter { ![.active, .left, .closed].contains($0.progress.state) }
        var page = Page(template: "team-list", title: "team.title", status: .ok)
        page.values = [
            "requests": .list(requests.map { request($0, names[$0.agent] ?? $0.agent) }),
            "someRequests": .flag(!requests.isEmpty),
            "waiting": .list(waiting.map(wait)),
            "someWaiting": .flag(!waiting.isEmpty),
            "reports": .list(reports.map(row)),
            "someReports": .flag(!reports.isEmpty),
        ]
        return page
    }

    /// One report, whose letter the supervisor may be about to hand over.
    func person(_ report: Report, _ apps: [App], letter: EntrustedLetter?) -> Page {
        let agent = report.agent
        var page = Page(template: "team-person", title: "team.person", status: .ok)
        page.values = [
            "name": .text(agent.names.full),
            "number": .text(agent.number),
            "place": .text(place(of: report)),
            "state": state(of: report),
            "next": next(for: report),
            "accompany": .optional(
                report.progress.state.opens(accompanied: true)
                    ? "/desk/team/people/\(agent.number)/accompaniment" : nil
            ),
            "letter": .optional(letter != nil ? "/desk/team/people/\(agent.number)/letter" : nil),
            "rights": .list(report.grants.map { right($0, agent.number) }),
            "someRights": .flag(!report.grants.isEmpty),
            "apps": .list(
                apps.filter { app in !report.grants.contains { $0.app == app.key } }.map { app in
                    ["name": .text(app.name), "address": .text(Self.address(agent.number, app.key))]
                }
            ),
            "someApps": .flag(apps.count > report.grants.count),
        ]
        return page
    }

    /// The page on which one right is given, renewed, refused or ended.
    func right(to app: App, of report: Report, asked: GrantRequest?, typed: Form?) -> Page {
        let agent = report.agent
        let address = Self.address(agent.number, app.key)
        let held = report.grants.first { $0.app == app.key }
        let end = report.progress.today.adding(days: GrantRequest.mostDays)
        let until = Field("until", .plain, label: "team.until", hint: "team.until-hint", value: typed?["until"] ?? "")
        let reason = typed?["reason"] ?? asked?.words ?? held?.reason ?? ""
        var page = Page(template: "team-right", title: held == nil ? "team.right" : "team.right-again", status: .ok)
        page.values = [
            "app": .text(app.name),
            "name": .text(agent.names.full),
            "back": .text("/desk/team/people/\(agent.number)"),
            "last": .text(Moment(secondsSince1970: Int64(end.day) * 86_400).dateWithYear(in: language)),
            "asked": asked.map { .list([line($0)]) } ?? .list([]),
            "held": held.map { .list([right($0, agent.number)]) } ?? .list([]),
            "action": .text(address),
            "until": .field(until),
            "reason": .field(Field("reason", .plain, label: "team.reason", hint: "team.reason-hint", value: reason)),
            "button": .said(held == nil ? "team.give" : "team.renew"),
            "refusal": .text(address + "/refusal"),
            "answer": .field(
                Field("answer", .plain, label: "team.answer", hint: "team.answer-hint", value: typed?["answer"] ?? "")
            ),
            "end": .text(address + "/end"),
        ]
        return page
    }

    private func request(_ request: GrantRequest, _ name: String) -> Values {
        line(request).merging(["name": .text(name), "address": .text(Self.address(request.agent, request.app))]) {
            first,
            _ in first
        }
    }

    private func line(_ request: GrantRequest) -> Values {
        [
            "app": .text(title(of: request.app)),
            "words": .text(request.words),
            "date": .text(site.moment(request.askedAt).date(in: language)),
        ]
    }

    private func wait(_ report: Report) -> Values {
        [
            "name": .text(report.agent.names.full),
            "address": .text("/desk/team/people/\(report.agent.number)"),
            "state": state(of: report),
            "next": next(for: report),
            "isLate": .flag(report.progress.isLate),
        ]
    }

    private func row(_ report: Report) -> Values {
        [
            "name": .text(report.agent.names.full),
            "address": .text("/desk/team/people/\(report.agent.number)"),
            "place": .text(place(of: report)),
            "state": .said("desk.state-\(report.progress.state.rawValue)"),
            "rights": .list(report.grants.map { right($0, report.agent.number) }),
            "none": .flag(report.grants.isEmpty),
        ]
    }

    private func right(_ grant: Grant, _ number: String) -> Values {
        [
            "app": .text(title(of: grant.app)),
            // The right ends at midnight: its last day is the one before.
            "until": .text(site.moment(grant.until.adding(seconds: -1)).dateWithYear(in: language)),
            "reason": .text(grant.reason),
            "address": .text(Self.address(number, grant.app)),
        ]
    }

    private func state(of report: Report) -> Value {
        let since = Moment(secondsSince1970: Int64(report.progress.since.day) * 86_400).dateWithYear(in: language)
        return .said(
            "desk.is-\(report.progress.state.rawValue)",
            ["date": since, "n": String(report.progress.daysWaited)]
        )
    }

    /// Who moves a credential on, with the contact of the report's own structure.
    private func next(for report: Report) -> Value {
        switch report.progress.actor {
        case .nobody: ""
        case .agent: .said("desk.next-agent")
        case .hr, .it: .said("desk.next", ["who": report.progress.contact.map { HelpContact($0).line } ?? ""])
        }
    }

    private func place(of report: Report) -> String {
        let assignment = report.agent.nearestAssignments(on: report.progress.today).first
        return [report.progress.department?.acronym, assignment?.unit, assignment?.function].compactMap(\.self)
            .joined(separator: ", ")
    }

    private func title(of app: String) -> String { city.app(key: app)?.name ?? app }

    private static func address(_ number: String, _ app: String) -> String {
        "/desk/team/people/\(number)/grants/\(app)"
    }
}
