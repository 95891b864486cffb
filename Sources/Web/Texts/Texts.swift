/// Every text of ours, by code and language, gathered from the slices.
package struct Texts: Sendable {
    private var entries: [Language: [String: String]] = [:]
    /// What no text may be: a code twice, a line without code.
    package private(set) var faults: [String] = []

    package init(_ files: [TextFile]) {
        for file in files {
            faults += file.faults
            let known = entries[file.language, default: [:]]
            faults += file.entries.keys.filter { known[$0] != nil }
            entries[file.language] = known.merging(file.entries) { first, _ in first }
        }
    }

    /// The codes of one language.
    package func codes(in language: Language) -> Set<String> {
        Set(entries[language, default: [:]].keys)
    }

    /// Whether there is a text of this code.
    package func has(_ code: String, in language: Language) -> Bool {
        entries[language]?[code] != nil
    }

    /// The text as written, with its braces; nil when there is none.
    package func template(_ code: String, in language: Language) -> String? {
        entries[language]?[code]
    }

    /// The text with its braces filled; a code without text says itself, in angle brackets, and an unknown brace stays.
    package func callAsFunction(_ code: String, in language: Language, _ values: [String: String] = [:]) -> String {
        guard let template = entries[language]?[code] else { return "<\(code)>" }
        return Self.filled(template, in: language) { values[$0] }
    }

    /// The names in braces of a text.
    package static func placeholders(of template: String) -> Set<String> {
        var names: Set<String> = []
        _ = filled(template, in: .fr) { name in
            names.insert(name)
            return nil
        }
        return names
    }

    /// Fills the braces: `{n}` by the value, `{n|seconde|secondes}` by the word that goes with it.
    static func filled(_ template: String, in language: Language, _ value: (String) -> String?) -> String {
        var result: [UInt8] = []
        var rest = Array(template.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")) else {
                result.append(byte)
                continue
            }
            let brace = Brace(rest[..<end])
            result += (value(brace.name).map { brace.words(for: $0, in: language) } ?? "{\(brace.name)}").utf8
            rest = rest[rest.index(after: end)...]
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// What stands in one pair of braces: a name, and where it counts something, the two forms of the word for it.
private struct Brace {
    let name: String
    private let forms: [String]

    init(_ bytes: ArraySlice<UInt8>) {
        let parts = bytes.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        name = parts.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
        forms = parts.dropFirst().map { String(decoding: $0, as: UTF8.self) }
    }

    /// In French nothing and one are singular, in English only one is (Unicode CLDR, cardinal plural rules).
    func words(for value: String, in language: Language) -> String {
        guard forms.count == 2 else { return value }
        let isSingular = value == "1" || language == .fr && value == "0"
        return isSingular ? forms[0] : forms[1]
    }
}
