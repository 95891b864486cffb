/// An error of the server by its SQLSTATE (PostgreSQL, appendix A).
struct PostgreSQLFailure: Error {
    /// Five letters or digits.
    let state: String
    /// The first message alone: the detail would show bound values.
    let message: String

    /// A conflict that may be tried again, or this part's error.
    var translated: any Error {
        switch state {
        // serialization_failure, deadlock_detected, lock_not_available: another writer was there.
        case "40001", "40P01", "55P03": Conflict()
        // A statement was prepared before a migration changed what it returns.
        case "0A000" where message.hasPrefix("cached plan"): Conflict()
        default: stored
        }
    }

    /// Whether what was prepared on the connection serves no more.
    var endsPrepared: Bool { state == "0A000" || state == "26000" }

    private var stored: StoreError {
        switch state {
        case "23505": .constraint(.unique, message)
        case "23503": .constraint(.reference, message)
        case "23514": .constraint(.check, message)
        case "23502": .constraint(.notNull, message)
        case "42804": .constraint(.type, message)
        case "22P02": .constraint(.type, "a value is not of its column's type")
        case "P0001": .constraint(.trigger, message)
        case _ where state.hasPrefix("23"): .constraint(.other, message)
        case "57P01", "57P02", "57P03": .lost(message)
        // Messages of class 22 (data exception) show the value.
        case _ where state.hasPrefix("22"): .engine(code: "postgresql \(state)", "a value cannot be used there")
        default: .engine(code: "postgresql \(state)", message)
        }
    }
}
