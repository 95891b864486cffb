@testable import People

/// A people feed: no line is lost, and no value of a good line holds a control character.
enum FeedTarget {
    private static let vocabulary = FeedVocabulary(
        departments: ["dpe": (names: ["Petite enfance"], units: ["Crèche Nord"]), "dsi": (names: [], units: [])]
    )

    static func check(_ bytes: [UInt8]) {
        rewritten(bytes)
        guard let feed = try? Feed.read(bytes, vocabulary: vocabulary) else { return }
        require(!feed.lines.isEmpty || !feed.setAside.isEmpty, "a feed of nothing is accepted")
        for line in feed.lines {
            let values = [
                line.person.number, line.person.names.full, line.person.mail ?? "", line.assignment.function ?? "",
            ]
            for value in values {
                require(
                    value.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control },
                    "a control character"
                )
            }
            require(line.person.number.utf8.allSatisfy { (48...57).contains($0) }, "a number of something else")
            require(["dpe", "dsi"].contains(line.assignment.department), "a department that the city does not have")
        }
        for line in feed.setAside { require(!line.mistakes.isEmpty, "a line is set aside without a reason") }
    }

    /// Records written with every field in quotes are read as they were.
    private static func rewritten(_ bytes: [UInt8]) {
        var scanner = FeedScanner(bytes, from: 0, separator: 0x3B)
        while let item = scanner.next() {
            guard case .record(let record) = item else { continue }
            let text = record.fields
                .map { "\"" + $0.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\"" }
                .joined(separator: ";")
            var again = FeedScanner(Array("\(text)\r\n".utf8), from: 0, separator: 0x3B)
            // A field that was not UTF-8 is longer in U+FFFD, and may then be over the limit.
            guard text.utf8.count <= bytes.count * 2 else { continue }
            guard case .record(let copy)? = again.next() else {
                return require(text.utf8.count > FeedScanner.fieldLimit, "a record that passed is broken: \(text)")
            }
            require(copy.fields == record.fields, "another record is read: \(text)")
        }
    }
}
