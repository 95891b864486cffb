/// One record of a feed: its fields as text, and the line of the file on which it begins (the header is line 1).
package struct FeedRecord: Hashable, Sendable {
    package let line: Int
    package let fields: [String]

    /// Whether nothing stands in any field; such lines are passed over.
    var isBlank: Bool {
        fields.allSatisfy { $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
    }
}
