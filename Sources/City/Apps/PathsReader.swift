import Policy
import Yams

/// Reads `paths` of an app: a prefix, then the clauses of what stands under it.
struct PathsReader {
    let section: Section
    /// Reads the clauses under a key of a block.
    let clauses: (Section, String) -> [Clause]

    func paths(example: String) -> [PathRule] {
        let form = "{/paie: [\(example)]}"
        guard let block = section.section("paths", example: form, required: false) else { return [] }
        var rules: [PathRule] = []
        for pair in block.mapping {
            let text = Placed(value: pair.key.scalar?.string ?? "", place: Place(pair.key.mark))
            check(text, beside: rules.map(\.prefix))
            rules.append(PathRule(prefix: text.value, allow: allow(text, in: block)))
        }
        return rules
    }

    /// The clauses stand under the prefix, or under its `allow`.
    private func allow(_ prefix: Placed<String>, in block: Section) -> [Clause] {
        let name = "\(section.name), path \"\(prefix.value)\""
        let own = Section(reading: block.reading, name: name, place: prefix.place, mapping: block.mapping)
        guard own.isBlock(prefix.value), let inner = own.section(prefix.value, example: "") else {
            return clauses(own, prefix.value)
        }
        let named = Section(reading: inner.reading, name: name, place: prefix.place, mapping: inner.mapping)
        named.knows("allow")
        return clauses(named, "allow")
    }

    private func check(_ prefix: Placed<String>, beside others: [String]) {
        let text = prefix.value
        func note(_ what: String, fix: String) {
            section.note(.path, "\(section.name): path \"\(text)\" \(what)", at: prefix.place, fix: fix)
        }
        if text == "/" { return note("is the whole app", fix: "write its clauses under  allow") }
        let segments = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
        let isPlain =
            text.utf8.first == UInt8(ascii: "/") && segments.allSatisfy(Self.isPlain)
            && PathSpelling.fault(in: text) == nil
        if !isPlain {
            return note(
                "has more than one spelling",
                fix: "write  \(Self.repaired(text)):  with a-z, A-Z, 0-9, - . _ ~"
            )
        }
        if text.asciiLowered == "/.nomade" || text.asciiLowered.hasPrefix("/.nomade/") {
            return note("is Nomade's own", fix: "remove it")
        }
        if let other = others.first(where: { $0.asciiLowered == text.asciiLowered }) {
            note("differs from \(other) by case alone", fix: "keep one of them: both cases of a path are judged as one")
        }
    }

    /// Letters, digits and `-._~`: a segment that nobody writes in a second way.
    private static func isPlain(_ segment: some Collection<UInt8>) -> Bool {
        !segment.isEmpty
            && segment.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
                default: false
                }
            }
    }

    /// The nearest prefix of one spelling: the plain bytes of its segments.
    private static func repaired(_ text: String) -> String {
        let segments = text.utf8.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") })
        let plain = segments.map { $0.filter { isPlain([$0]) } }.filter {
            !$0.isEmpty && $0 != [0x2E] && $0 != [0x2E, 0x2E]
        }
        return plain.isEmpty ? "/paie" : plain.map { "/" + String(decoding: $0, as: UTF8.self) }.joined()
    }
}
