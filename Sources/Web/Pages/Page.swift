package import HTTPTypes

/// What a page says; `Shell` turns it into an answer.
package struct Page: Sendable {
    /// How the page gets its style.
    package enum Dress: Sendable {
        /// The one style sheet, cached by its hash.
        case linked
        /// A hashed style of its own: renders when nothing else loads, and on app hosts.
        case standalone
    }

    /// The name of the template of the main part.
    package var template: String
    /// The text code of the h1 and the `<title>`; its braces are filled from `values`.
    package var title: String
    package var status: HTTPResponse.Status
    package var values: Values
    package var dress = Dress.linked
    /// The mistakes of a form, for the summary.
    package var mistakes: [FieldMistake] = []
    /// Further headers, such as `Set-Cookie` or `Retry-After`.
    package var headers: HTTPFields = [:]
    /// Other origins that a form of this page may end on: Chromium checks redirects after a POST too.
    package var formTargets: [String] = []
    /// What the problem+json twin says after the title: usually why, what now, whom to ask.
    package var detail: [Value] = []
    /// What the person can do, for the twin; the first one is the page's button.
    package var remedies: [PageRemedy] = []
    /// The contact of the foot, where it is not the caller's usual one.
    package var help: HelpContact?
    /// The script that the page runs, beside the one for passwords.
    package var script: Script?
    /// Whether the page may stand in a frame: one static page only (S-11).
    package var mayBeFramed = false
    /// Whether its main part takes the whole width of a wide screen, help below it.
    package var isWide = false

    package init(template: String, title: String, status: HTTPResponse.Status = .ok, values: Values = [:]) {
        self.template = template
        self.title = title
        self.status = status
        self.values = values
    }
}

/// One thing that the person can do now, as the problem+json twin tells it.
package struct PageRemedy: Hashable, Sendable {
    package let code: String
    package let words: Value
    package let url: String?
    /// The contact in one line.
    package let contact: String?

    package init(code: String, words: Value, url: String? = nil, contact: String? = nil) {
        self.code = code
        self.words = words
        self.url = url
        self.contact = contact
    }
}
