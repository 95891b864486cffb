package import Web

/// In what circumstances a page of ours is shown, beside the decision itself.
package struct Asking: Sendable {
    package var language: Language
    /// The portal's origin on the listener of the request, such as `https://nomades.localhost:8443`.
    package var portal: String
    package var reference: Reference
    /// Where the second proof is given again and the person comes back; nil: the portal's own page for it.
    package var confirm: String?
    /// The path and query that were asked of the app; nil on the portal's own pages.
    package var target: String?
    /// The name of an agent, for a supervisor or the giver of a grant; nil when unknown.
    package var name: @Sendable (String) -> String?

    package init(
        language: Language,
        portal: String,
        reference: Reference,
        confirm: String? = nil,
        target: String? = nil,
        name: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.language = language
        self.portal = portal
        self.reference = reference
        self.confirm = confirm
        self.target = target
        self.name = name
    }
}
