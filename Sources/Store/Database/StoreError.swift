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
    /// The server is not there, or does not let us in.
    case unreachable(String)
    /// The connection ended before the commit: nothing was changed.
    case lost(String)
    /// The connection ended while the commit was under way: whether it was kept is not known.
    case unknownOutcome(String)
    /// The database was closed by this program.
    case closed
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
        case .unreachable(let cause): "the database is not reached: \(cause)"
        case .lost(let cause): "the connection to the database ended, and nothing was changed: \(cause)"
        case .unknownOutcome(let cause): "the database did not answer the commit, which it may have kept: \(cause)"
        case .closed: "the database was closed"
        case .engine(let code, let message): "\(message) (\(code))"
        }
    }
}
