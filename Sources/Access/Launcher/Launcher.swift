package import City
package import Policy
import Web

/// What one caller may open here and now, and what not and why: one decision for each app of the city.
package struct Launcher: Sendable {
    /// One app with its decision.
    package struct Entry: Sendable {
        package let app: App
        /// On the app's own clauses, or on the first of its paths that opens where they do not.
        package let decision: Decision

        /// The address of what opens.
        func address(port: Int) -> String { "\(app.origin(port: port))\(decision.path ?? "/")" }
    }

    package let open: [Entry]
    package let closed: [Entry]

    /// Asks the city's rules about each app; what is unlisted to this caller is absent, not greyed.
    package init(city: City, question: (App) -> Question) {
        let entries = city.apps.map { app in
            let decisions = city.ruleset.decisions(on: question(app))
            let open = decisions.first { $0.verdict == .permit }
            return Entry(app: app, decision: open ?? decisions[0])
        }
        open = entries.filter { $0.decision.verdict == .permit }
        let refused = entries.filter {
            $0.decision.verdict == .refuse && !($0.app.unlisted && $0.decision.remedy == nil)
        }
        closed = refused.enumerated()
            .sorted { (Self.reach($0.element), $0.offset) < (Self.reach($1.element), $1.offset) }
            .map(\.element)
    }

    /// What the agent can do now stands before what a contact can do.
    private static func reach(_ entry: Entry) -> Int {
        (entry.decision.remedy?.reach ?? .nobody).rawValue
    }
}
