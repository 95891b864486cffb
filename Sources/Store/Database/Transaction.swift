/// One connection as the handles use it; each engine has its own.
protocol Connection {
    func rows(of statement: SQL) throws -> [Row]
    func run(_ statement: SQL) throws -> Int
}

/// The handle of a reading body: it asks, and is worth nothing after its body.
package class Reading {
    fileprivate var connection: (any Connection)?
    fileprivate let statements: StatementCounter

    init(_ connection: any Connection, statements: StatementCounter) {
        self.connection = connection
        self.statements = statements
    }

    /// All rows of the answer, in its order.
    package func query(_ statement: SQL) throws -> [Row] {
        try open(for: statement).rows(of: statement)
    }

    /// The first row, or nil when there is none.
    package func one(_ statement: SQL) throws -> Row? {
        try query(statement).first
    }

    /// Ends the handle: whoever kept it gets `StoreError.ended`.
    func end() {
        connection = nil
    }

    fileprivate func open(for statement: SQL) throws(StoreError) -> any Connection {
        guard let connection else { throw .ended }
        for case .value(.text(let text)) in statement.pieces where text.utf8.contains(0) { throw .nulInText }
        statements.count(statement)
        return connection
    }
}

/// The handle of a writing body: it asks and changes.
package final class Transaction: Reading {
    private(set) var isAnnounced = false

    /// Runs a statement; returns how many rows it changed.
    @discardableResult
    package func execute(_ statement: SQL) throws -> Int {
        try open(for: statement).run(statement)
    }

    /// Says that this change is news to others: once it is committed, everyone who listens to `Database.wakes` is woken.
    package func announce() throws(StoreError) {
        guard connection != nil else { throw .ended }
        isAnnounced = true
    }
}

@available(*, unavailable)
extension Reading: Sendable {}
