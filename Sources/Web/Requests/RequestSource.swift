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
