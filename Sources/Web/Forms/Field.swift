/// One labelled field of a form, with the attributes of its kind.
package struct Field: Hashable, Sendable {
    /// What a field asks for.
    package enum Kind: Hashable, Sendable {
        /// The identifier: any capitals, never corrected.
        case username
        case currentPassword
        case newPassword
        /// A code of six digits, in one field.
        case code
        case plain
    }

    /// The name in the form, and the id on the page.
    package let name: String
    /// A text code.
    package let label: String
    /// A text code of the hint under the label.
    package let hint: String?
    package let kind: Kind
    /// What stands in it: kept after a mistake, never for a password.
    package let value: String
    /// Shown but not to be changed, as the identifier of a reconnection.
    package let isFixed: Bool

    package init(
        _ name: String,
        _ kind: Kind = .plain,
        label: String,
        hint: String? = nil,
        value: String = "",
        isFixed: Bool = false
    ) {
        self.name = name
        self.label = label
        self.hint = hint
        self.kind = kind
        self.value = kind == .currentPassword || kind == .newPassword ? "" : value
        self.isFixed = isFixed
    }

    var type: String {
        switch kind {
        case .currentPassword, .newPassword: "password"
        case .username, .code, .plain: "text"
        }
    }

    var autocomplete: String {
        switch kind {
        case .username: "username"
        case .currentPassword: "current-password"
        case .newPassword: "new-password"
        case .code: "one-time-code"
        case .plain: "off"
        }
    }
}
