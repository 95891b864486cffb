import Audit
import Policy
package import Store

/// All SQL on requests for dated rights.
package enum GrantRequestStore {
    /// Keeps a request and the audit entry that it was made. Throws `request.waiting` and `request.too-many`.
    package static func ask(_ request: GrantRequest, in transaction: Transaction) throws {
        let today = request.askedAt.seconds - request.askedAt.seconds % 86_400
        let row = try transaction.one(
            "SELECT count(*) AS made FROM grant_request WHERE agent = \(request.agent) AND asked_at >= \(today)"
        )
        guard try row?["made"] ?? 0 < GrantRequest.mostADay else { throw GrantRequestRefusal.tooMany }
        let open = try transaction.one(
            """
            SELECT id FROM grant_request
            WHERE agent = \(request.agent) AND app = \(request.app) AND state = \(GrantRequest.State.open)
            """
        )
        guard open == nil else { throw GrantRequestRefusal.waiting }
        try transaction.execute(
            """
            INSERT INTO grant_request (agent, app, target, words, approver, asked_at, state)
            VALUES (\(request.agent), \(request.app), \(request.target), \(request.words), \(request.approver),
                \(request.askedAt.seconds), \(GrantRequest.State.open))
            """
        )
        let entry = AuditEntry(
            who: .agent(request.agent),
            subject: request.agent,
            act: "grant.asked",
            object: request.app,
            at: request.askedAt.seconds,
            detail: AuditDetail(["approver": request.approver])
        )
        try AuditLog.record(entry, in: transaction)
    }

    /// The newest request of an agent for an app.
    package static func newest(of agent: String, for app: String, in reading: Reading) throws -> GrantRequest? {
        try reading.one(
            """
            SELECT \(sql: columns) FROM grant_request WHERE agent = \(agent) AND app = \(app) ORDER BY id DESC LIMIT 1
            """
        ).map(GrantRequest.init)
    }

    /// The open requests of a supervisor's reports, oldest first.
    package static func open(_ scope: TeamScope, in reading: Reading) throws -> [GrantRequest] {
        try reading.query(
            """
            SELECT \(sql: columns) FROM grant_request
            WHERE state = \(GrantRequest.State.open) AND agent IN (\(sql: scope.agents)) ORDER BY id
            """
        ).map(GrantRequest.init)
    }

    /// Writes the answer to the open request of a report; false when it was answered already or there is none.
    static func answer(
        _ answer: GrantRequest.Answer,
        to agent: String,
        about app: String,
        _ scope: TeamScope,
        in transaction: Transaction
    ) throws -> Bool {
        let state: GrantRequest.State = answer.until == nil ? .declined : .given
        let rows = try transaction.execute(
            """
            UPDATE grant_request SET state = \(state), answered_at = \(answer.at.seconds), answered_by = \(answer.by),
                answer = \(answer.words), until = \(answer.until?.seconds)
            WHERE agent = \(agent) AND app = \(app) AND state = \(GrantRequest.State.open)
                AND agent IN (\(sql: scope.agents))
            """
        )
        return rows > 0
    }

    /// Takes back what a closed agent had asked for (S-31).
    static func forget(_ agent: String, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM grant_request WHERE agent = \(agent) AND state = \(GrantRequest.State.open)"
        )
    }

    private static let columns: SQL =
        "agent, app, target, words, approver, asked_at, state, answered_at, answered_by, answer, until"
}

extension GrantRequest {
    fileprivate init(_ row: Row) throws {
        let answeredAt: Int64? = try row["answered_at"]
        let until: Int64? = try row["until"]
        self.init(
            agent: try row["agent"],
            app: try row["app"],
            target: try row["target"],
            words: try row["words"],
            approver: try row["approver"],
            askedAt: Instant(seconds: try row["asked_at"]),
            state: try row["state"],
            answer: try answeredAt.map { at in
                Answer(
                    at: Instant(seconds: at),
                    by: try row["answered_by"] ?? "",
                    words: try row["answer"] ?? "",
                    until: until.map { Instant(seconds: $0) }
                )
            }
        )
    }
}
