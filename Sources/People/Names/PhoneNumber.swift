/// A telephone number as the feed gave it and, where it can be read, in E.164 (D-111).
package struct PhoneNumber: Hashable, Sendable {
    /// The number as somebody typed it; shown to HR when it cannot be read.
    package let typed: String
    /// `+` and digits, ready to dial; nil for what cannot be read or may not be used (08, short numbers, foreign numbers).
    package let e164: String?
    /// Whether codes by SMS may go there: 06 and 07 (not 0700) and overseas mobiles.
    package let takesCodes: Bool

    /// Reads a number in any of the spellings of D-111; never fails, an unreadable one is kept as typed.
    package init(_ typed: String) {
        self.typed = typed
        guard let national = Self.national(typed), let line = Self.line(national) else {
            e164 = nil
            takesCodes = false
            return
        }
        e164 = line.country + national.dropFirst()
        takesCodes = line.mobile
    }

    /// Ten digits from 0, whatever the spelling; nil when it is no number of the French plan.
    private static func national(_ typed: String) -> String? {
        guard let dialled = dialled(typed) else { return nil }
        for country in ["+33", "+590", "+594", "+596", "+262"] where dialled.hasPrefix(country) {
            let rest = dialled.dropFirst(country.utf8.count)
            guard rest.utf8.count == 9, rest.utf8.first != UInt8(ascii: "0") else { return nil }
            let national = "0" + rest
            return country == "+33" || line(national)?.country == country ? national : nil
        }
        return dialled.utf8.count == 10 && dialled.hasPrefix("0") ? dialled : nil
    }

    /// `+` and digits, or digits alone, without the separators people write; nil when anything else is in it.
    private static func dialled(_ typed: String) -> String? {
        var bytes: [UInt8] = []
        for scalar in typed.unicodeScalars where !isSeparator(scalar) {
            guard scalar.isASCII, bytes.count < 24 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        }
        var text = String(decoding: bytes, as: UTF8.self)
        if text.hasPrefix("00") { text = "+" + text.dropFirst(2) }
        if text.hasPrefix("+33(0)") { text = "+33" + text.dropFirst(6) }
        let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
        return digits.utf8.allSatisfy { (48...57).contains($0) } ? text : nil
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "." || scalar.properties.generalCategory == .dashPunctuation
    }

    /// Country code and kind of a national number, by its first digits.
    private static func line(_ national: String) -> (country: String, mobile: Bool)? {
        if national.hasPrefix("063998") { return ("+33", true) }
        switch String(national.prefix(4)) {
        case "0590": return ("+590", false)
        case "0690", "0691": return ("+590", true)
        case "0594": return ("+594", false)
        case "0694": return ("+594", true)
        case "0596": return ("+596", false)
        case "0696", "0697": return ("+596", true)
        case "0262", "0263", "0269": return ("+262", false)
        case "0692", "0693", "0639": return ("+262", true)
        case "0700": return ("+33", false)
        default: return metropolitan(national)
        }
    }

    private static func metropolitan(_ national: String) -> (country: String, mobile: Bool)? {
        switch String(national.prefix(2)) {
        case "06", "07": ("+33", true)
        case "01", "02", "03", "04", "05", "09": ("+33", false)
        default: nil
        }
    }
}
