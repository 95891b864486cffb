/// A statement whose interpolated values are bound, never concatenated: `"SELECT name FROM agent WHERE number = \(number)"`.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    enum Piece: Sendable {
        case text(String)
        case value(Value)
    }

    let pieces: [Piece]

    package init(stringLiteral text: String) {
        pieces = [.text(text)]
    }

    package init(stringInterpolation: StringInterpolation) {
        pieces = stringInterpolation.pieces
    }

    /// A text made at run time: only this part makes one, for migrations and never from a value.
    init(text: String) {
        pieces = [.text(text)]
    }

    /// The text with one placeholder for each value, and the values in their order; `placeholder` gets 1, 2, 3 …
    func rendered(placeholder: (Int) -> String) -> (text: String, values: [Value]) {
        var text = ""
        var values: [Value] = []
        for piece in pieces {
            switch piece {
            case .text(let part): text += part
            case .value(let value):
                values.append(value)
                text += placeholder(values.count)
            }
        }
        return (text, values)
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(2 * interpolationCount + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            pieces.append(.text(literal))
        }

        /// Binds one value, or NULL for nil.
        package mutating func appendInterpolation<T: ColumnValue>(_ value: T?) {
            pieces.append(.value(value.columnValue))
        }

        /// Binds each value of a list, for `IN \(list: numbers)`; an empty list matches nothing.
        package mutating func appendInterpolation(list values: [some ColumnValue]) {
            guard !values.isEmpty else { return pieces.append(.text("(NULL)")) }
            pieces.append(.text("("))
            for (index, value) in values.enumerated() {
                if index > 0 { pieces.append(.text(", ")) }
                pieces.append(.value(value.columnValue))
            }
            pieces.append(.text(")"))
        }

        /// Puts another statement's text and bound values here, for a condition that several statements share.
        package mutating func appendInterpolation(sql fragment: SQL) {
            pieces.append(contentsOf: fragment.pieces)
        }
    }
}
