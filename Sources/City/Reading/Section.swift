import Yams

/// A value of the file with its place.
struct Placed<Value> {
    let value: Value
    let place: Place
}

extension Placed: Sendable where Value: Sendable {}

/// A block of keys of the file. Each getter notes what is wrong and goes on with a harmless value.
struct Section {
    let reading: Reading
    /// How mistakes call it, such as `app "paie"`.
    let name: String
    let place: Place
    let mapping: Node.Mapping

    func note(_ code: MistakeCode, _ what: String, at place: Place? = nil, fix: String) {
        reading.note(code, what, at: place ?? self.place, fix: fix)
    }

    /// Notes every key that is not among the known ones, given in one text, with the nearest that is.
    func knows(_ words: String) {
        let keys = words.split(whereSeparator: \.isWhitespace).map(String.init)
        for (key, _) in mapping {
            let word = key.scalar?.string ?? ""
            guard !keys.contains(word) else { continue }
            let nearest = Nearest.word(to: word, among: keys)
            let fix =
                nearest.map { "write  \($0):" } ?? "remove it; known keys: \(keys.sorted().joined(separator: ", "))"
            note(.unknownKey, "\(name) has an unknown key \"\(word)\"", at: Place(key.mark), fix: fix)
        }
    }

    func has(_ key: String) -> Bool {
        node(key) != nil
    }

    func node(_ key: String) -> Node? {
        mapping.first { $0.key.scalar?.string == key }?.value
    }

    /// The keys of the block, in the order of the file.
    var keys: [String] {
        mapping.compactMap { $0.key.scalar?.string }
    }

    /// The value of a key when it is a word, whatever it says.
    func word(_ key: String) -> String? {
        node(key)?.scalar?.string
    }

    func isBlock(_ key: String) -> Bool {
        node(key)?.mapping != nil
    }

    /// The place of a key's value, else of the section.
    func place(of key: String) -> Place {
        node(key).map { Place($0.mark) } ?? place
    }

    /// A text that must be there.
    func text(_ key: String, example: String) -> Placed<String> {
        guard let node = node(key) else {
            note(.missingKey, "\(name) has no \(key)", fix: "add  \(key): \(example)")
            return Placed(value: "", place: place)
        }
        return scalar(node, key: key, example: example) ?? Placed(value: "", place: Place(node.mark))
    }

    func optionalText(_ key: String, example: String = "text") -> Placed<String>? {
        node(key).flatMap { scalar($0, key: key, example: example) }
    }

    func flag(_ key: String) -> Bool {
        guard let text = optionalText(key, example: "true") else { return false }
        if text.value == "true" { return true }
        if text.value != "false" {
            note(.value, "\(name): \(key) is \"\(text.value)\"", at: text.place, fix: "write  \(key): true  or  false")
        }
        return false
    }

    /// A scalar or a list of scalars.
    func list(_ key: String, example: String) -> [Placed<String>] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let sequence) = node else {
            return scalar(node, key: key, example: "[\(example)]").map { [$0] } ?? []
        }
        return sequence.compactMap { scalar($0, key: key, example: "[\(example)]") }
    }

    func section(_ key: String, example: String, required: Bool = true) -> Section? {
        guard let node = node(key) else {
            if required { note(.missingKey, "\(name) has no \(key)", fix: "add  \(key): \(example)") }
            return nil
        }
        return block(node, name: key, fix: "\(key): \(example)")
    }

    /// The blocks under a key, each with its own key, in the order of the file.
    func sections(_ key: String, kind: String, example: String) -> [(key: String, section: Section)] {
        guard let outer = section(key, example: "{\(example)}") else { return [] }
        return outer.mapping.compactMap { pair in
            let word = pair.key.scalar?.string ?? ""
            let place = Place(pair.key.mark)
            if !Section.isKey(word) {
                outer.note(.key, "\"\(word)\" is no key", at: place, fix: "use a-z, 0-9 and hyphens, such as dpe-nord")
            }
            guard let inner = outer.block(pair.value, name: "\(kind) \"\(word)\"", fix: example) else { return nil }
            let section = Section(reading: reading, name: inner.name, place: place, mapping: inner.mapping)
            return (word, section)
        }
    }

    /// The blocks of a list under a key.
    func items(_ key: String, kind: String, example: String) -> [Section] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let sequence) = node else {
            note(.shape, "\(name): \(key) is no list", at: Place(node.mark), fix: "write  \(key): [\(example)]")
            return []
        }
        return sequence.enumerated().compactMap { block($1, name: "\(kind) \($0 + 1)", fix: "- \(example)") }
    }

    private func block(_ node: Node, name: String, fix: String) -> Section? {
        guard case .mapping(let mapping) = node else {
            note(.shape, "\(name) is no block of keys", at: Place(node.mark), fix: "write  \(fix)")
            return nil
        }
        return Section(reading: reading, name: name, place: Place(node.mark), mapping: mapping)
    }

    private func scalar(_ node: Node, key: String, example: String) -> Placed<String>? {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty, scalar.string != "~" else {
            note(.shape, "\(name): \(key) is no text", at: Place(node.mark), fix: "write  \(key): \(example)")
            return nil
        }
        return Placed(value: scalar.string, place: Place(node.mark))
    }

    /// Lower-case letters, digits and hyphens, not at the ends.
    static func isKey(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
        let isWord = bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        return isWord && first != 45 && last != 45
    }
}
