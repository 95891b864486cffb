import City
import Policy
import Web

/// Each app that a caller may know of: whether it opens here and now, by which rule, else why not and whom to ask.
struct MyAccess {
    let launcher: Launcher
    let city: City
    let question: Question
    let pages: RefusalPages
    let asking: Asking

    func page(printedAt address: String) -> Page {
        var page = Page(template: "my-access", title: "my-access.title")
        page.values = [
            "place": .said("channel.\(question.channel.rawValue)"),
            "open": .list(launcher.open.map(open)),
            "someOpen": .flag(!launcher.open.isEmpty),
            "closed": .list(launcher.closed.map(closed)),
            "someClosed": .flag(!launcher.closed.isEmpty),
            "printAddress": .text(address),
        ]
        return page
    }

    private func open(_ entry: Launcher.Entry) -> Values {
        ["name": .text(entry.app.name), "by": by(entry.decision), "address": .text("/apps/\(entry.app.key)")]
    }

    /// The rule that served, and the assignment it served for.
    private func by(_ decision: Decision) -> Value {
        let rule = String((decision.clause ?? 0) + 1)
        guard let place = decision.assignment, question.subject.assignments.indices.contains(place),
            let department = city.departments[question.subject.assignments[place].department]
        else { return .said("my-access.by-rule", ["n": rule]) }
        return .said("my-access.by-assignment", ["n": rule, "dept": department.name])
    }

    private func closed(_ entry: Launcher.Entry) -> Values {
        let fault = pages.page(for: entry.decision, asking)
        let lines = fault.parts.flatMap(\.lines)
        return [
            "name": .text(entry.app.name),
            "label": fault.label,
            "mark": .text((entry.decision.remedy?.reach ?? .nobody) <= .agentLater ? "later" : "closed"),
            "what": .said(fault.code, fault.values),
            "lines": .list(lines.map { ["line": $0] }),
            "address": .text("/apps/\(entry.app.key)"),
        ]
    }
}
