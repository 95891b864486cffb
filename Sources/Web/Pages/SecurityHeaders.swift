package import HTTPTypes

/// The headers of every answer of ours (S-11).
package enum SecurityHeaders {
    /// For a page; `style` is `'self'` and hash sources, `scripted` lets our own script files run, `calls` are
    /// the sources that they may ask, `formTargets` are further origins that its forms may end on.
    package static func forPage(
        style: String,
        scripted: Bool = false,
        calls: [String] = [],
        formTargets: [String] = [],
        mayBeFramed: Bool = false
    ) -> HTTPFields {
        let targets = (["'self'"] + formTargets).joined(separator: " ")
        let asking = calls.isEmpty ? "" : "; connect-src \(calls.joined(separator: " "))"
        var headers = common
        headers[.contentSecurityPolicy] = [
            "default-src 'none'\(scripted ? "; script-src 'self'" : "")\(asking)", "style-src \(style)",
            "img-src 'self' data:", "manifest-src 'self'",
            "form-action \(targets)", "base-uri 'none'", "frame-ancestors \(mayBeFramed ? "*" : "'none'")",
        ].joined(separator: "; ")
        if !mayBeFramed { headers[.xFrameOptions] = "DENY" }
        return headers
    }

    /// For JSON, text and redirects: nothing may run, load or frame.
    package static var forData: HTTPFields {
        var headers = common
        headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        return headers
    }

    private static var common: HTTPFields {
        [
            .xContentTypeOptions: "nosniff",
            .referrerPolicy: "same-origin",
            .strictTransportSecurity: "max-age=31536000",
            .cacheControl: "no-store",
            .crossOriginOpenerPolicy: "same-origin",
            .crossOriginResourcePolicy: "same-origin",
            .permissionsPolicy: "camera=(), geolocation=(), microphone=()",
        ]
    }
}

extension HTTPField.Name {
    static let referrerPolicy = Self("Referrer-Policy", fallback: .referer)
    static let xFrameOptions = Self("X-Frame-Options", fallback: .contentSecurityPolicy)
    static let crossOriginOpenerPolicy = Self("Cross-Origin-Opener-Policy", fallback: .vary)
    static let permissionsPolicy = Self("Permissions-Policy", fallback: .vary)
}
