import Crypto

/// One dated step of the schema; never edited once released, only followed by another.
package struct Migration: Sendable {
    /// A date and a sentence: `2026-11-24 the audit log`.
    package let name: String
    let statements: [SchemaStatement]

    package init(_ name: String, _ statements: [SchemaStatement]) {
        self.name = name
        self.statements = statements
    }

    /// Tells whether a released migration was edited since it was applied.
    func digest(in dialect: Dialect) -> [UInt8] {
        let text = statements.flatMap { $0.rendered(in: dialect) }.joined(separator: ";\n")
        return Array(SHA256.hash(data: Array(text.utf8)))
    }
}
