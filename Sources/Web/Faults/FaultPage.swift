import HTTPTypes

/// A refusal or incident as a page: what happened, why, what now, whom to ask, then the one button.
///
/// The words are the texts `code`, `code.why`, `code.now`, `code.whom` and `code.button`, where there are some.
package struct FaultPage: Sendable {
    /// The text code, also of the title.
    package var code: String
    package var status: Int
    /// What stands in the braces.
    package var values: [String: String] = [:]
    /// Whether nothing was refused: a pause, a question, a way to go on.
    package var isCalm = false
    /// The word before the title, such as *Fermé depuis l'extérieur*.
    package var label: Value = ""
    /// The address that the button opens by GET.
    package var button: String?
    /// The text of the button, where it is not the code's own.
    package var buttonCode: String?
    /// The path that the button posts to.
    package var post: String?
    /// What that form carries as `to`.
    package var to: String?
    /// Further things to do, after the button: `address` and `words` each.
    package var others: [Values] = []
    /// What the person can do, for the twin.
    package var remedies: [PageRemedy] = []
    /// The chain: `mark` (passed, stopped, unseen), `layer` and `word` each; empty leaves it out.
    package var chain: [Values] = []
    /// Whether the page may stand in a frame, and its button opens the whole tab.
    package var opensOnTop = false
    /// Values of a template of its own.
    package var more: Values = [:]
    /// Another template that begins with `{{>fault}}`.
    package var template = "fault"
    /// Why, what now, whom to ask, where they are not the code's own texts.
    package var parts: [FaultPart]
    /// The contact of the foot, where it is not the caller's usual one.
    package var help: HelpContact?

    package init(_ code: String, status: Int, values: [String: String] = [:]) {
        self.code = code
        self.status = status
        self.values = values
        self.parts = ["why", "now", "whom"].map { FaultPart("shell.part-\($0)", [.part(code, $0, values)]) }
    }

    /// The page of a refusal; its button, where the texts have one, opens `path` by GET.
    package init(_ refusal: any Refusal, path: String = "/") {
        self.init(refusal.code, status: refusal.status, values: refusal.values)
        button = path
    }

    /// Something went wrong on our side; the button tries again.
    package static func incident(path: String? = nil) -> FaultPage {
        var page = FaultPage("incident.ours", status: 500)
        page.button = path
        page.isCalm = true
        return page
    }

    /// The page as the shell takes it.
    package var page: Page {
        var page = Page(template: template, title: code, status: HTTPResponse.Status(code: status))
        page.values = values.mapValues { .text($0) }
        page.values["isCalm"] = .flag(isCalm)
        page.values["label"] = label
        page.values["parts"] = .list(parts.map(\.value))
        page.values["button"] = .optional(button)
        page.values["post"] = .optional(post)
        page.values["to"] = .optional(to)
        page.values["buttonWords"] = buttonCode.map { .said($0, values) } ?? .part(code, "button", values)
        page.values["others"] = .list(others)
        page.values["chain"] = .list(chain)
        page.values["chainTitle"] = chain.isEmpty ? "" : .said("shell.chain")
        page.detail = parts.flatMap(\.lines)
        page.remedies = remedies
        page.values["opensOnTop"] = .flag(opensOnTop)
        page.values.merge(more) { own, _ in own }
        page.mayBeFramed = opensOnTop
        page.dress = .standalone
        page.help = help
        return page
    }
}
