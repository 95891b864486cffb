import HTTPTypes
import Web

/// Whether a browser is recent enough, by what it says of itself: coarse, and honest about not knowing.
enum BrowserAge: String, Sendable {
    case recent
    case old
    case unknown
    /// Inside another app, whatever its version.
    case inApp = "in-app"

    /// The oldest versions that count as recent (read again in November 2026): what came before is no longer mended by its
    /// makers.
    private static let oldest: [(mark: String, version: Int)] = [
        // On an iPhone every browser is the system's own inside.
        ("iPhone OS ", 17), ("CPU OS ", 17), ("Firefox/", 128), ("Chrome/", 128), ("Version/", 17),
    ]

    private static let retired = ["MSIE ", "Trident/", "Edge/", "PhantomJS"]

    init(_ headers: HTTPFields) {
        let agent = headers[.userAgent] ?? ""
        if Browser(headers) == .inApp {
            self = .inApp
        } else if Self.retired.contains(where: { agent.utf8.firstRange(of: $0.utf8) != nil }) {
            self = .old
        } else {
            let found = Self.oldest.lazy.compactMap { row in Self.number(after: row.mark, in: agent).map { (row, $0) } }
            self = found.first.map { $1 >= $0.version ? .recent : .old } ?? .unknown
        }
    }

    /// The whole number behind a mark; nil where there is none.
    private static func number(after mark: String, in agent: String) -> Int? {
        guard let range = agent.utf8.firstRange(of: mark.utf8) else { return nil }
        let digits = agent.utf8[range.upperBound...].prefix { (0x30...0x39).contains($0) }.prefix(6)
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
