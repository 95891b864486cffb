import HTTPTypes

/// The page of a refusal or incident that needs no more than its own texts: `code`, and `code.why`, `.now`, `.whom`
/// where there are some.
package enum FaultPage {
    /// Something went wrong on our side.
    package static let incident = make("incident.ours", status: 500)

    /// The page of a refusal.
    package static func of(_ refusal: any Refusal) -> Page {
        make(refusal.code, status: refusal.status, values: refusal.values)
    }

    /// `button` is the address that the first remedy leads to; the words of the button are the text `code.button`.
    package static func make(
        _ code: String,
        status: Int,
        values: [String: String] = [:],
        button: String? = nil
    ) -> Page {
        var page = Page(template: "fault", title: code, status: HTTPResponse.Status(code: status))
        page.values = values.mapValues { .text($0) }
        page.values["code"] = .text(code)
        page.values["parts"] = .list(["why", "now", "whom"].map { ["part": .text($0), "words": .part(code, $0)] })
        page.values["button"] = .optional(button)
        page.values["buttonWords"] = .part(code, "button")
        page.detail = ["why", "now", "whom"].map { .part(code, $0) }
        page.dress = .standalone
        return page
    }
}
