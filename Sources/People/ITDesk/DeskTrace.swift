package import Web

/// What stands behind the reference of a page, for the desk.
package struct DeskTrace: Sendable {
    /// The title that the person saw, and the sentences under it.
    package let title: Value
    package let words: [Value]
    /// Where it stopped, as the chain of a refusal.
    package let chain: [Values]
    /// The decision clause by clause, in English, as the operator's terminal shows it.
    package let lines: [String]

    package init(title: Value, words: [Value], chain: [Values], lines: [String]) {
        self.title = title
        self.words = words
        self.chain = chain
        self.lines = lines
    }
}
