package import HTTPTypes

/// Where a request comes from, by the two headers that a page cannot forge.
package enum RequestSource: Equatable, Sendable {
    /// Our own page, or a person's own gesture, or a program that says nothing.
    case here
    /// A page of another origin, siblings included: apps are strangers (S-42).
    case elsewhere

    /// `authority` is that of the request itself, with its port unless 443.
    package init(_ headers: HTTPFields, authority: String) {
        let origin = headers[.origin]
        let site = headers[.secFetchSite]
        if let origin, origin.lowercased() != "https://\(authority.lowercased())" {
            self = .elsewhere
        } else if let site, site != "same-origin", site != "none" {
            self = .elsewhere
        } else {
            self = .here
        }
    }
}

/// What another origin may cause on the portal: one thing, a link followed in a window of its own (S-42).
enum StrangersRequest {
    /// A link followed or an address opened: the page shows itself, and the stranger reads nothing of it.
    case topLevelNavigation
    /// The portal in another site's frame, where browsers hold our cookies back.
    case framed
    /// A script's call, an image, a style, a form.
    case other

    init(_ request: HTTPRequest) {
        let fields = request.headerFields
        let navigates = fields[.secFetchMode] == "navigate"
        switch fields[.secFetchDest] {
        case "document" where navigates && request.method == .get: self = .topLevelNavigation
        case "iframe", "frame", "object", "embed", "fencedframe": self = navigates ? .framed : .other
        default: self = .other
        }
    }
}
