/// Values from outside as one line that no terminal or log reader takes for more than a value (S-37).
enum AuditText {
    /// The longest field that is kept, in bytes; more is cut and ends with "…".
    static let limit = 256

    /// The value as it is kept and hashed: control, line and direction characters as `\u{202E}`, a backslash doubled.
    static func kept(_ value: String) -> String {
        cut(escaped(value) { $0 == "\\" ? "\\\\" : "\\u{\(String($0.value, radix: 16, uppercase: true))}" })
    }

    /// An escape that JSON reads back; in JSON such characters stand inside strings only.
    static func json(_ scalar: Unicode.Scalar) -> String {
        guard scalar != "\\" else { return "\\" }
        return UTF16.encode(scalar).map { units in units.map { "\\u" + hexadecimal($0) }.joined() } ?? ""
    }

    static func escaped(_ value: String, by escape: (Unicode.Scalar) -> String) -> String {
        guard value.unicodeScalars.contains(where: needsEscape) else { return value }
        var result = ""
        for scalar in value.unicodeScalars {
            if needsEscape(scalar) { result += escape(scalar) } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: scalar == "\\"
        }
    }

    private static func cut(_ value: String) -> String {
        guard value.utf8.count > limit else { return value }
        var result = ""
        for scalar in value.unicodeScalars {
            guard result.utf8.count + scalar.utf8.count + 3 <= limit else { break }
            result.unicodeScalars.append(scalar)
        }
        return result + "…"
    }

    private static func hexadecimal(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
