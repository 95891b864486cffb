/// A layer of the chain that a request passes, in its order.
package enum Layer: String, CaseIterable, Sendable, Codable {
    case browser
    case identity
    case credential
    case factor
    case place
    case department
    case app
}

/// Why a request was refused: one failed criterion, what mends it, and whom to ask.
package struct Reason: Hashable, Sendable, Codable {
    /// The stable code, such as `policy.channel`, which finds the sentence in both languages.
    package let code: String
    package let layer: Layer
    /// Raw values for the sentence: keys of the city file, channels, `HH:MM`, seconds; several are joined by commas.
    package let values: [String: String]
    /// What would mend it, or nil when nobody can.
    package let remedy: Remedy?
    /// The contact id of whom to ask, also where nobody can mend it; nil only for an app that answers as absent.
    package let contact: String?

    package init(
        code: String,
        layer: Layer,
        values: [String: String] = [:],
        remedy: Remedy? = nil,
        contact: String? = nil
    ) {
        self.code = code
        self.layer = layer
        self.values = values
        self.remedy = remedy
        self.contact = contact
    }

    /// The one answer about an app that does not exist, or acts as if it did not.
    static let notFound = Reason(code: ReasonCode.notFound.text, layer: ReasonCode.notFound.layer)
}
