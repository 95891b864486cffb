import Web

/// The hidden fields by which a check page says whom it promised a letter: `numbers` as `0412377.2,…`, `halves`, `others`.
enum LetterForm {
    /// People whom one batch may hold.
    static let limit = 500

    /// What stands in a form; throws when it names more people than a batch may hold.
    static func promise(in form: Form) throws(FormRefusal) -> LetterPromise {
        var stamps: [String: Int] = [:]
        for entry in list(form["numbers"]) {
            let parts = entry.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1)
            guard let number = parts.first.map({ String(decoding: $0, as: UTF8.self) }) else { continue }
            // Without its stamp an entry is one that fits nothing.
            stamps[number] = parts.count == 2 ? Int(String(decoding: parts[1], as: UTF8.self)) ?? -1 : -1
        }
        let promise = LetterPromise(
            stamps: stamps,
            halves: Set(list(form["halves"])),
            others: Set(list(form["others"]))
        )
        guard promise.everybody.count <= limit else { throw .tooLarge }
        return promise
    }

    /// The fields of a promise.
    static func values(_ promise: LetterPromise) -> Values {
        [
            "numbers": .text(promise.stamps.map { "\($0.key).\($0.value)" }.sorted().joined(separator: ",")),
            "halves": .text(promise.halves.sorted().joined(separator: ",")),
            "others": .text(promise.others.sorted().joined(separator: ",")),
        ]
    }

    private static func list(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) }
    }
}
