package import HTTPTypes

/// What a request says about one cookie; two of one name are never believed (S-12).
package enum CookieReading: Equatable, Sendable {
    case absent
    case one(String)
    case doubled

    /// Reads every `Cookie` line by bytes (RFC 6265 §5.4 as servers meet it).
    package init(name: String, in headers: HTTPFields) {
        var found: [String] = []
        for line in headers[values: .cookie] {
            for pair in line.utf8.split(separator: UInt8(ascii: ";")) {
                let trimmed = pair.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
                guard let equals = trimmed.firstIndex(of: UInt8(ascii: "=")) else { continue }
                guard trimmed[..<equals].elementsEqual(name.utf8) else { continue }
                found.append(String(decoding: trimmed[trimmed.index(after: equals)...], as: UTF8.self))
            }
        }
        switch found.count {
        case 0: self = .absent
        case 1: self = .one(found[0])
        default: self = .doubled
        }
    }

    /// The one believable value.
    package var value: String? {
        if case .one(let value) = self { value } else { nil }
    }
}
