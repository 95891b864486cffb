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
                // A pair without `=` counts as its name alone: a browser sends a nameless cookie so (RFC 6265bis §5.8.3).
                let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
                guard Self.trimmed(pair[..<equals]).elementsEqual(name.utf8) else { continue }
                found.append(String(decoding: Self.trimmed(pair[equals...].dropFirst()), as: UTF8.self))
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

    /// Without spaces and tabs at the ends, as the gate reads them: a name that only one of the two sees twice would be believed.
    private static func trimmed(_ bytes: Substring.UTF8View) -> Substring.UTF8View {
        var rest = bytes
        while let first = rest.first, first == 0x20 || first == 0x09 { rest = rest.dropFirst() }
        while let last = rest.last, last == 0x20 || last == 0x09 { rest = rest.dropLast() }
        return rest
    }
}
