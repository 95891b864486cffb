/// One statement of a migration, in words that each engine writes its own way: `"number \(.integer) PRIMARY KEY"`.
package struct SchemaStatement: ExpressibleByStringInterpolation, Sendable {
    /// A column type that the engines name differently; TEXT needs none.
    package enum Word: Sendable {
        /// A key that the database gives, never twice.
        case identity
        /// 64 bits.
        case integer
        /// 0 or 1.
        case boolean
        /// Octets.
        case bytes
        /// The moment at which a row was written, in milliseconds since 1970 by the database's own clock; never given.
        case stamp
    }

    enum Piece: Sendable {
        case text(String)
        case word(Word)
    }

    enum Form: Sendable {
        case plain
        case table(String)
        case insertOnly(String, key: String)
    }

    let form: Form
    let pieces: [Piece]

    package init(stringLiteral text: String) {
        (form, pieces) = (.plain, [.text(text)])
    }

    package init(stringInterpolation: StringInterpolation) {
        (form, pieces) = (.plain, stringInterpolation.pieces)
    }

    private init(_ form: Form, _ pieces: [Piece]) {
        (self.form, self.pieces) = (form, pieces)
    }

    /// A table with its columns and constraints, one a line.
    package static func table(_ name: String, _ columns: SchemaStatement) -> SchemaStatement {
        SchemaStatement(.table(name), columns.pieces)
    }

    /// From here on the table takes new rows only: changing, removing and replacing one is refused by triggers.
    package static func insertOnly(_ table: String, key: String) -> SchemaStatement {
        SchemaStatement(.insertOnly(table, key: key), [])
    }

    /// The statements as an engine runs them.
    func rendered(in dialect: Dialect) -> [String] {
        let text = pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .word(let word): dialect.text(of: word)
            }
        }.joined()
        return switch form {
        case .plain: [text]
        case .table(let name): [dialect.table(name, columns: text)]
        case .insertOnly(let table, let key): dialect.insertOnly(table, key: key)
        }
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) {
            pieces.append(.text(literal))
        }

        package mutating func appendInterpolation(_ word: Word) {
            pieces.append(.word(word))
        }
    }
}
