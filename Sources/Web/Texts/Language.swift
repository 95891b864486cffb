/// A language that agents read; French comes first wherever nothing else is asked.
package enum Language: String, CaseIterable, Sendable, Codable {
    case fr
    case en

    /// The first of ours in an `Accept-Language` header (RFC 9110 §12.5.4); French when it names none.
    package init(acceptLanguage: String?) {
        self = Self.ranked(acceptLanguage ?? "") ?? .fr
    }

    private static func ranked(_ header: String) -> Language? {
        var best: (language: Language, weight: Double)?
        for range in header.utf8.split(separator: UInt8(ascii: ",")).prefix(20) {
            let parts = range.split(separator: UInt8(ascii: ";"))
            guard let tag = parts.first, let language = named(tag) else { continue }
            let weight = parts.dropFirst().compactMap { quality($0) }.first ?? 1
            if weight > (best?.weight ?? 0) { best = (language, weight) }
        }
        return best?.language
    }

    private static func named(_ tag: Substring.UTF8View) -> Language? {
        let name = String(decoding: tag.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self).lowercased()
        return allCases.first { name == $0.rawValue || name.hasPrefix("\($0.rawValue)-") }
    }

    private static func quality(_ parameter: Substring.UTF8View) -> Double? {
        let text = String(decoding: parameter.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
        return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
    }
}
