/// What a column can hold and a statement can bind.
package protocol ColumnValue: Sendable {
    /// The value as it is bound.
    var columnValue: Value { get }
    /// Reads back what was bound; nil when the column holds another kind of value.
    init?(columnValue: Value)
}

extension Int64: ColumnValue {
    package var columnValue: Value { .integer(self) }

    package init?(columnValue: Value) {
        guard case .integer(let number) = columnValue else { return nil }
        self = number
    }
}

extension Int: ColumnValue {
    package var columnValue: Value { .integer(Int64(self)) }

    package init?(columnValue: Value) {
        guard case .integer(let number) = columnValue else { return nil }
        self.init(exactly: number)
    }
}

extension Bool: ColumnValue {
    /// A boolean is the integer 0 or 1 on every engine.
    package var columnValue: Value { .integer(self ? 1 : 0) }

    package init?(columnValue: Value) {
        switch columnValue {
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
}

extension String: ColumnValue {
    package var columnValue: Value { .text(self) }

    package init?(columnValue: Value) {
        guard case .text(let text) = columnValue else { return nil }
        self = text
    }
}

extension [UInt8]: ColumnValue {
    package var columnValue: Value { .bytes(self) }

    package init?(columnValue: Value) {
        guard case .bytes(let bytes) = columnValue else { return nil }
        self = bytes
    }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    package var columnValue: Value { self?.columnValue ?? .null }

    package init?(columnValue: Value) {
        if case .null = columnValue {
            self = .none
        } else if let wrapped = Wrapped(columnValue: columnValue) {
            self = .some(wrapped)
        } else {
            return nil
        }
    }
}

/// An enumeration with raw values is stored as its raw value: `extension CredentialState: ColumnValue {}` is all it takes.
extension ColumnValue where Self: RawRepresentable, RawValue: ColumnValue {
    package var columnValue: Value { rawValue.columnValue }

    package init?(columnValue: Value) {
        guard let raw = RawValue(columnValue: columnValue) else { return nil }
        self.init(rawValue: raw)
    }
}
