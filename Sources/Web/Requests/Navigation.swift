package import HTTPTypes

extension HTTPField.Name {
    /// Headers that browsers send about a request, which no page script can forge.
    package static let secFetchSite = Self("Sec-Fetch-Site", fallback: .origin)
    package static let secFetchMode = Self("Sec-Fetch-Mode", fallback: .origin)
    package static let secFetchDest = Self("Sec-Fetch-Dest", fallback: .origin)

    package init(_ name: String, fallback: HTTPField.Name) {
        self = HTTPField.Name(name) ?? fallback
    }
}

/// Whether a person is looking: `Sec-Fetch-Mode: navigate`, else, where it is not sent, `Accept` with `text/html`.
package func isNavigation(_ headers: HTTPFields) -> Bool {
    if let mode = headers[.secFetchMode] { return mode == "navigate" }
    return (headers[.accept] ?? "").lowercased().contains("text/html")
}
