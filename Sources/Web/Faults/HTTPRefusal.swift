package import HTTPTypes

/// The noes that the router itself says.
package enum HTTPRefusal: Refusal, CaseIterable {
    /// No page of this address.
    case notFound
    /// The page takes no such method.
    case notAllowed
    /// The request says what we cannot read.
    case malformed
    case tooLarge

    package init?(_ status: HTTPResponse.Status) {
        switch status.code {
        case 404: self = .notFound
        case 405: self = .notAllowed
        case 400, 415, 422: self = .malformed
        case 413: self = .tooLarge
        default: return nil
        }
    }

    package var code: String {
        switch self {
        case .notFound: "app.not-found"
        case .notAllowed: "request.not-allowed"
        case .malformed: "form.malformed"
        case .tooLarge: "form.too-large"
        }
    }

    package var status: Int {
        switch self {
        case .notFound: 404
        case .notAllowed: 405
        case .malformed: 400
        case .tooLarge: 413
        }
    }
}
