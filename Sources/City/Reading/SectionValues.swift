// Values of a closed set, durations and references: what many keys share.
extension Section {
    /// One of the words of an enumeration.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ key: String,
        default value: Value? = nil
    ) -> Value? where Value.RawValue == String {
        let words = Value.allCases.map(\.rawValue)
        guard let text = optionalText(key, example: words[0]) else {
            if value == nil && !has(key) {
                note(.missingKey, "\(name) has no \(key)", fix: "add  \(key): \(words.joined(separator: " or "))")
            }
            return value
        }
        return choice(text, key: key)
    }

    /// One word of an enumeration, at its place.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ text: Placed<String>,
        key: String
    ) -> Value? where Value.RawValue == String {
        if let value = Value(rawValue: text.value) { return value }
        let words = Value.allCases.map(\.rawValue)
        let nearest = Nearest.word(to: text.value, among: words) ?? words.joined(separator: ", ")
        note(
            key == "channel" ? .channel : .value,
            "\(name): \(key) is \"\(text.value)\"",
            at: text.place,
            fix: "write  \(key): \(nearest)"
        )
        return nil
    }

    /// Words of an enumeration, one or a list.
    func choices<Value: RawRepresentable & CaseIterable & Hashable>(
        _ key: String
    ) -> Set<Value>? where Value.RawValue == String {
        guard has(key) else { return nil }
        let words = Value.allCases.map(\.rawValue)
        return Set(list(key, example: words[0]).compactMap { choice($0, key: key) })
    }

    /// Seconds of a duration such as `20 min`.
    func seconds(_ key: String, example: String) -> Int? {
        guard let text = optionalText(key, example: example) else { return nil }
        let parts = text.value.split(separator: " ")
        let units = ["s": 1, "min": 60, "h": 3_600]
        if parts.count == 2, let count = Int(parts[0]), (1...100_000).contains(count),
            let unit = units[String(parts[1])]
        {
            return count * unit
        }
        note(
            .value,
            "\(name): \(key) is \"\(text.value)\"",
            at: text.place,
            fix: "write a number and s, min or h, such as  \(key): \(example)"
        )
        return nil
    }

    /// A key that must be listed elsewhere in the file.
    func reference(_ text: Placed<String>, among known: some Sequence<String>, _ code: MistakeCode, kind: String) {
        guard !text.value.isEmpty, !known.contains(where: { $0 == text.value }) else { return }
        let nearest = Nearest.word(to: text.value, among: known)
        note(
            code,
            "\(name) names an unknown \(kind) \"\(text.value)\"",
            at: text.place,
            fix: nearest.map { "write  \($0)" } ?? "list it under \(kind)s"
        )
    }
}
