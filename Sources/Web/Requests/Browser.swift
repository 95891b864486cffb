package import HTTPTypes

/// A browser as its menus differ: which help about cookies to show first, and how a session is named to its holder.
package enum Browser: String, CaseIterable, Sendable {
    case chrome
    case chromeAndroid = "chrome-android"
    case chromeIPhone = "chrome-iphone"
    case firefox
    case firefoxAndroid = "firefox-android"
    case safari
    case safariIPhone = "safari-iphone"
    case edge
    case samsung
    case brave
    /// Inside another app: mail, a social network.
    case inApp = "in-app"

    /// The row that `User-Agent` and `Sec-CH-UA` point to; nil when neither says.
    package init?(_ headers: HTTPFields) {
        let agent = headers[.userAgent] ?? ""
        let brands = headers[HTTPField.Name("Sec-CH-UA", fallback: .userAgent)] ?? ""
        if brands.contains("Brave") {
            self = .brave
        } else if let row = Self.rows.first(where: { row in row.marks.contains { agent.contains($0) } }) {
            self = row.browser
        } else if agent.contains("Safari/"), agent.contains("Version/") {
            self = agent.contains("iPhone") || agent.contains("iPad") ? .safariIPhone : .safari
        } else if agent.contains("Chrome/") {
            self = agent.contains("Android") ? .chromeAndroid : .chrome
        } else if agent.contains("Firefox/") {
            self = agent.contains("Android") ? .firefoxAndroid : .firefox
        } else {
            return nil
        }
    }

    /// The marks that settle it, in order: what pretends to be another browser comes first.
    private static let rows: [(browser: Browser, marks: [String])] = [
        (.inApp, ["FBAN", "FBAV", "Instagram", "GSA/", "; wv)"]),
        (.samsung, ["SamsungBrowser"]),
        (.edge, ["Edg/", "EdgA", "EdgiOS"]),
        (.chromeIPhone, ["CriOS"]),
        (.firefoxAndroid, ["FxiOS"]),
    ]
}
