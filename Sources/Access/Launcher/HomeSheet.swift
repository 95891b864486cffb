import City
import Policy
import Web

/// The home of one caller: the cards of the slices beside what opens and what does not (HM-2, HM-8).
struct HomeSheet {
    let launcher: Launcher
    /// As the slices contributed them.
    let cards: [Card]
    let pages: RefusalPages
    let asking: Asking

    func page(_ caller: Caller, today: String, port: Int) -> Page {
        var page = Page(template: "launcher", title: "home.title")
        page.isWide = true
        page.values = [
            "first": .text(caller.name.first),
            "today": .text(today),
            "accompanied": .flag(caller.assurance.accompaniedBy != nil),
            "cards": .list(Card.laid(cards).map(\.values)),
            "someOpen": .flag(!launcher.open.isEmpty),
            "someClosed": .flag(!launcher.closed.isEmpty),
            "nothing": .flag(launcher.open.isEmpty && launcher.closed.isEmpty),
            "open": .list(
                launcher.open.map { ["name": .text($0.app.name), "address": .text($0.address(port: port))] }
            ),
            "closed": .list(launcher.closed.map(closed)),
        ]
        return page
    }

    private func closed(_ entry: Launcher.Entry) -> Values {
        let page = pages.page(for: entry.decision, asking)
        let waits = entry.decision.remedy.map { $0.reach <= .agentLater } ?? false
        return [
            "name": .text(entry.app.name),
            "what": .said(page.code, page.values),
            "label": page.label,
            "mark": .text(waits ? "later" : "closed"),
            "now": page.parts.dropFirst().first?.lines.first ?? "",
            "address": .text("/apps/\(entry.app.key)"),
        ]
    }
}
