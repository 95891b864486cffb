/// What can go wrong between a part and its database; nothing here is shown to people.
package enum StoreError: Error, Hashable, Sendable {
    /// An invariant of the schema refused the statement.
    case constraint(Constraint, String)
    /// Another writer held the database for longer than all attempts together.
    case busy(attempts: Int)
    /// A column of a row is absent or holds another type.
    case column(String, String)
    /// A text holds U+0000, which no engine keeps whole.
    case nulInText
    /// A handle was used after its transaction.
    case ended
    /// The migrations and the database do not belong together.
    case schema(String)
    /// Anything else: the engine's own code and message.
    case engine(code: String, String)

    /// Which kind of invariant refused.
    package enum Constraint: String, Hashable, Sendable {
        case unique, reference, check, notNull, trigger, type, other
    }
}

extension StoreError: CustomStringConvertible {
    /// What happened, in words for an engineer; never a bound value.
    package var description: String {
        switch self {
        case .constraint(let kind, let message): "the schema refused it (\(kind.rawValue)): \(message)"
        case .busy(let attempts): "another program held the database through \(attempts) attempts"
        case .column(let name, let fault): "the column \(name) \(fault)"
        case .nulInText: "a text holds U+0000"
        case .ended: "the transaction was over"
        case .schema(let fault): fault
        case .engine(let code, let message): "\(message) (\(code))"
        }
    }
}
