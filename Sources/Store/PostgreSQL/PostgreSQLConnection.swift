import CPostgreSQL

/// What a transaction is on the server: how it begins, and whether it waits to be alone.
enum PostgreSQLScope {
    /// One view that does not move, and no change.
    case reading
    /// The only writer. `LOCK` takes no snapshot: whoever waited sees what the writer before committed.
    case writing
    /// Neither: each round trip is a transaction of its own.
    case bare

    var opening: [String] {
        switch self {
        case .reading: ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"]
        case .writing: ["BEGIN ISOLATION LEVEL SERIALIZABLE", "LOCK TABLE migration IN EXCLUSIVE MODE"]
        case .bare: []
        }
    }
}

/// One thread's connection with the transaction on it; commands travel in pipelines, as many as fit in one round trip.
final class PostgreSQLConnection: Connection {
    private let link: PostgreSQLLink
    private let limits: PostgreSQLLimits
    private var prepared = StatementCache()
    /// How many pipelines were sent whose results nobody has read yet.
    private var owed = 0
    private var scope = PostgreSQLScope.reading
    private var isBegun = false
    /// The connection serves no more, whatever happened on it.
    private(set) var isOver = false

    init(to address: PostgreSQLAddress, limits: PostgreSQLLimits) throws(StoreError) {
        link = try PostgreSQLLink(to: address, limits: limits)
        self.limits = limits
        guard PQenterPipelineMode(link.handle) == 1 else { throw link.lost }
    }

    /// Whether the server has not ended the connection since it was last used.
    var isAlive: Bool { !isOver && link.isAlive }

    /// The next statement begins a transaction of this kind; nothing is sent before it.
    func begin(_ scope: PostgreSQLScope) {
        (self.scope, isBegun) = (scope, false)
    }

    func rows(of statement: SQL) throws -> [Row] { try perform(statement).rows() }

    func run(_ statement: SQL) throws -> Int { try perform(statement).changed }

    /// Ends a reading transaction without waiting for the answer, which the next one reads.
    func finishReading() {
        guard isBegun, !isOver else { return }
        isBegun = false
        do {
            try send("COMMIT")
            try synchronize()
            _ = PQflush(link.handle)
        } catch { isOver = true }
    }

    /// Commits; throws `StoreError.unknownOutcome` when the answer was lost, and only then is the outcome unknown.
    func commit(announcing isAnnounced: Bool) throws {
        guard isBegun else { return }
        isBegun = false
        let answers: [PostgreSQLAnswer]
        do throws(StoreError) {
            if isAnnounced { try send(PostgreSQLNews.announcement) }
            try send("COMMIT")
            try synchronize()
            answers = try collect()
        } catch {
            isOver = true
            throw StoreError.unknownOutcome(error.description)
        }
        if let failure = answers.lazy.compactMap(\.failure).first {
            if isAnnounced { try? exchange(["ROLLBACK"]) }
            throw failure.translated
        }
        // A transaction in which a statement failed answers COMMIT with ROLLBACK, and no error.
        guard answers.last?.command == "COMMIT" else {
            throw StoreError.engine(code: "postgresql 25P02", "a statement failed and the transaction went on")
        }
    }

    /// Undoes what was begun.
    func rollback() {
        guard isBegun, !isOver else { return }
        isBegun = false
        do { try exchange(["ROLLBACK"]) } catch { isOver = true }
    }

    /// Runs commands that bind nothing, outside a transaction of ours, in one round trip.
    func exchange(_ commands: [String]) throws {
        for command in commands { try send(command) }
        try synchronize()
        if let failure = try collect().lazy.compactMap(\.failure).first { throw failure.translated }
    }

    private func perform(_ statement: SQL) throws -> PostgreSQLAnswer {
        guard !isOver else { throw link.lost }
        let (text, values) = statement.rendered { "$\($0)" }
        let key = StatementCache.Key(text: text, types: values.map { PostgreSQLType(of: $0)?.rawValue ?? 0 })
        do {
            if !isBegun {
                if prepared.isFull {
                    prepared.removeAll()
                    try send("DEALLOCATE ALL")
                    // Up to the next synchronization it would stand in one transaction with BEGIN, which must be the first.
                    try synchronize()
                }
                for command in scope.opening { try send(command) }
                isBegun = !scope.opening.isEmpty
            }
            let known = prepared[key]
            let name = known ?? prepared.newName()
            if known == nil { try prepare(name, key) }
            try execute(name, values)
            try synchronize()
            return try result(known == nil ? (name, key) : nil)
        } catch let error as StoreError {
            if case .lost = error { isOver = true }
            throw error
        }
    }

    private func result(_ new: (name: String, key: StatementCache.Key)?) throws -> PostgreSQLAnswer {
        let answers = try collect()
        if let failure = answers.lazy.compactMap(\.failure).first {
            if failure.endsPrepared { isOver = true }
            throw failure.translated
        }
        if let new { prepared.keep(new.name, for: new.key) }
        guard let answer = answers.last else { throw link.lost }
        return answer
    }

    private func prepare(_ name: String, _ key: StatementCache.Key) throws(StoreError) {
        guard PQsendPrepare(link.handle, name, key.text, Int32(key.types.count), key.types) == 1 else {
            throw link.lost
        }
    }

    private func execute(_ name: String, _ values: [Value]) throws(StoreError) {
        let bound = BoundValues(values)
        guard bound.send(name, over: link.handle) else { throw link.lost }
    }

    private func send(_ command: String) throws(StoreError) {
        guard PQsendQueryParams(link.handle, command, 0, nil, nil, nil, nil, 1) == 1 else { throw link.lost }
    }

    private func synchronize() throws(StoreError) {
        guard PQpipelineSync(link.handle) == 1 else { throw link.lost }
        owed += 1
    }

    /// Reads every pipeline that is owed; returns the results of the last one.
    private func collect() throws(StoreError) -> [PostgreSQLAnswer] {
        link.allow(milliseconds: limits.statementMilliseconds + limits.retry.waitMilliseconds + 2_000)
        var answers: [PostgreSQLAnswer] = []
        while owed > 0 {
            guard let answer = try link.next() else { continue }
            if answer.status == PGRES_PIPELINE_SYNC {
                owed -= 1
                if owed > 0 { answers = [] }
            } else {
                answers.append(answer)
            }
        }
        return answers
    }
}
