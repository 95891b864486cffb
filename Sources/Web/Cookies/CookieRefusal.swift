/// What a browser's cookies keep us from.
package enum CookieRefusal: Refusal, CaseIterable {
    /// A form came without the cookie that its page had set.
    case absent
    /// Two cookies of one name: neither is believed, both are cleared (S-12).
    case doubled
    /// A session was here and the browser no longer has it.
    case forgotten
    /// An app filled the browser with cookies.
    case tooMany
    /// The page stands in a frame, where cookies are another site's.
    case framed

    package var code: String {
        switch self {
        case .absent: "cookie.absent"
        case .doubled: "cookie.doubled"
        case .forgotten: "cookie.forgotten"
        case .tooMany: "cookie.too-many"
        case .framed: "cookie.framed"
        }
    }

    package var status: Int {
        switch self {
        case .absent, .doubled, .framed: 400
        case .forgotten: 401
        case .tooMany: 431
        }
    }
}
