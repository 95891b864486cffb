import City
import People
import Policy
import Web

/// One app for one caller: whether it and each of its paths opens from each place that the city has, and what stops it.
struct AppSheet {
    let app: App
    let city: City
    let question: Question
    /// On the app's own clauses, then on each of its paths.
    let decisions: [Decision]

    private var decision: Decision { decisions[0] }

    func page(_ shell: Shell, _ asking: Asking, _ context: PageContext) -> Page {
        let pages = RefusalPages(city: city, texts: shell.texts)
        let fault = decision.verdict == .permit ? nil : pages.page(for: decision, asking)
        var page = Page(template: "app-access", title: "access.title")
        page.values = [
            "app": .text(app.name),
            "opensHere": .flag(fault == nil),
            "address": .text("\(app.origin(port: context.connection.port))/"),
            "places": .list(places.map { place($0, pages, asking) }),
            "parts": .list(decisions.dropFirst().map { part($0, pages, asking, context) }),
            "someParts": .flag(decisions.count > 1),
            "fault": fault.map { .list([inner($0)]) } ?? .list([]),
            "printAddress": .text("/apps/\(app.key)?view=print"),
            "owner": city.contacts[app.owner].map { HelpContact($0).value } ?? .flag(false),
        ]
        page.help = fault?.help
        return page
    }

    private var places: [Channel] {
        Channel.allCases.filter { channel in
            city.listeners.contains { $0.channel == channel } || city.networks.contains { $0.channel == channel }
        }
    }

    /// A path with clauses of its own: its address where it opens here, else its own reason.
    private func part(_ decision: Decision, _ pages: RefusalPages, _ asking: Asking, _ context: PageContext) -> Values {
        let isOpen = decision.verdict == .permit
        let path = decision.path ?? "/"
        return [
            "path": .text(path),
            "address": .text("\(app.origin(port: context.connection.port))\(path)"),
            "isOpen": .flag(isOpen),
            "why": isOpen ? "" : pages.page(for: decision, asking).parts.first?.lines.first ?? "",
        ]
    }

    private func place(_ channel: Channel, _ pages: RefusalPages, _ asking: Asking) -> Values {
        var elsewhere = question
        elsewhere.channel = channel
        let there = channel == question.channel ? decision : city.ruleset.decide(elsewhere)
        let isOpen = there.verdict == .permit
        let why = isOpen ? "" : pages.page(for: there, asking).parts.first?.lines.first ?? ""
        return [
            "place": .said("channel.\(channel.rawValue)"),
            "isHere": .flag(channel == question.channel),
            "isOpen": .flag(isOpen),
            "why": why,
        ]
    }

    /// The refusal within the sheet, as its parts and chain.
    private func inner(_ fault: FaultPage) -> Values {
        var values = fault.page.values
        values["heading"] = .said(fault.code, fault.values)
        values["button"] = fault.button == "/apps/\(app.key)" ? "" : .optional(fault.button)
        values["others"] = .list([])
        return values
    }
}
