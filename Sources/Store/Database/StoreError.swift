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
