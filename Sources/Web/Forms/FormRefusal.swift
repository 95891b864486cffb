/// Why a form is not taken.
package enum FormRefusal: Refusal, CaseIterable {
    /// Bytes that two readers could read differently.
    case malformed
    case tooLarge
    /// Another content type than a form's.
    case notAForm
    /// The token is missing, of another session, or too old.
    case stale
    /// The request comes from a page of another origin (S-17, S-42).
    case otherOrigin

    package var code: String {
        switch self {
        case .malformed: "form.malformed"
        case .tooLarge: "form.too-large"
        case .notAForm: "form.not-a-form"
        case .stale: "form.stale"
        case .otherOrigin: "form.other-origin"
        }
    }

    package var status: Int {
        switch self {
        case .malformed: 400
        case .tooLarge: 413
        case .notAForm: 415
        case .stale, .otherOrigin: 403
        }
    }
}
