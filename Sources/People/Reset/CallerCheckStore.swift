import Audit
package import Policy
package import Store

extension KeyPurpose {
    /// The digits of caller checks.
    static let callerCheck = KeyPurpose("people.caller-check")
}

/// All SQL on caller checks; the digits are read back by both sides, so they are sealed (S-13).
package enum CallerCheckStore {
    /// What a typed half turned out to be.
    package enum Judgement: Hashable, Sendable {
        case passed
        /// That many guesses are left.
        case wrong(left: Int)
        /// None runs any more.
        case over
    }

    /// Begins a check in the place of any other of this officer about this agent. Throws `caller.too-many`.
    package static func begin(
        about agent: String,
        by officer: String,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws -> CallerCheck {
        let isOpen =
            try count("agent = \(agent)", since: now.adding(seconds: -3_600), transaction) < CallerCheck.most.hour
            && count("agent = \(agent)", since: now.adding(seconds: -86_400), transaction) < CallerCheck.most.day
            && count("officer = \(officer)", since: now.adding(seconds: -86_400), transaction)
                < CallerCheck.most.officer
        guard isOpen else { throw ResetRefusal.tooManyChecks }
        let halves = (CallerCheck.digits(), CallerCheck.digits())
        let sealed = try keys.seal(
            Array((halves.0 + halves.1).utf8),
            for: .callerCheck,
            context: context(agent, officer, now.seconds)
        )
        try transaction.execute(
            """
            UPDATE caller_check SET guesses = \(CallerCheck.tries)
            WHERE agent = \(agent) AND officer = \(officer) AND passed_at IS NULL
            """
        )
        let row = try transaction.one(
            """
            INSERT INTO caller_check (agent, officer, digits, started_at, guesses)
            VALUES (\(agent), \(officer), \(sealed), \(now.seconds), 0) RETURNING id
            """
        )
        try note("caller.check-begun", of: agent, by: .agent(officer), at: now, in: transaction)
        return CallerCheck(
            id: try row?["id"] ?? 0,
            agent: agent,
            officer: officer,
            agentDigits: halves.0,
            officerDigits: halves.1,
            startedAt: now,
            guesses: 0,
            passedAt: nil
        )
    }

    /// Judges what the officer typed, counting the guess first.
    package static func judge(
        _ typed: String,
        of check: CallerCheck,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Judgement {
        guard check.isRunning(at: now), try counted(check, in: transaction) else { return .over }
        let actor = AuditActor.agent(check.officer)
        guard ConstantTime.equal(Array(typed.utf8), Array(check.agentDigits.utf8)) else {
            try note("caller.check-failed", of: check.agent, by: actor, at: now, in: transaction)
            let left = CallerCheck.tries - check.guesses - 1
            return left > 0 ? .wrong(left: left) : .over
        }
        try transaction.execute("UPDATE caller_check SET passed_at = \(now.seconds) WHERE id = \(check.id)")
        try note("caller.check-passed", of: check.agent, by: actor, at: now, in: transaction)
        return .passed
    }

    /// The officer's last check about an agent; nil without one, or when its key is gone.
    package static func newest(about agent: String, by officer: String, keys: KeyFile, in reading: Reading) throws
        -> CallerCheck?
    {
        try checks("agent = \(agent) AND officer = \(officer) ORDER BY id DESC LIMIT 1", keys, reading).first
    }

    /// The checks about an agent that wait for an answer, the newest first.
    package static func running(about agent: String, keys: KeyFile, at now: Instant, in reading: Reading) throws
        -> [CallerCheck]
    {
        try checks("\(sql: running(agent, now)) ORDER BY id DESC", keys, reading)
    }

    /// Whether any waits for an answer.
    package static func isRunning(about agent: String, at now: Instant, in reading: Reading) throws -> Bool {
        try reading.one("SELECT id FROM caller_check WHERE \(sql: running(agent, now)) LIMIT 1") != nil
    }

    /// Removes rows that nobody needs any more: the log keeps that there was a check.
    package static func purge(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM caller_check WHERE started_at < \(now.seconds - 2 * 86_400)")
    }

    private static func running(_ agent: String, _ now: Instant) -> SQL {
        """
        agent = \(agent) AND passed_at IS NULL AND guesses < \(CallerCheck.tries)
            AND started_at > \(now.seconds - CallerCheck.life)
        """
    }

    /// Of two guesses at once each is counted.
    private static func counted(_ check: CallerCheck, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE caller_check SET guesses = guesses + 1
            WHERE id = \(check.id) AND guesses = \(check.guesses) AND passed_at IS NULL
            """
        ) == 1
    }

    private static func count(_ whose: SQL, since: Instant, _ reading: Reading) throws -> Int {
        try reading.one(
            "SELECT count(*) AS made FROM caller_check WHERE \(sql: whose) AND started_at > \(since.seconds)"
        )?["made"] ?? 0
    }

    private static func checks(_ which: SQL, _ keys: KeyFile, _ reading: Reading) throws -> [CallerCheck] {
        try reading.query(
            """
            SELECT id, agent, officer, digits, started_at, guesses, passed_at FROM caller_check WHERE \(sql: which)
            """
        ).compactMap { row in
            let (agent, officer): (String, String) = (try row["agent"], try row["officer"])
            let (startedAt, passedAt): (Int64, Int64?) = (try row["started_at"], try row["passed_at"])
            let context = context(agent, officer, startedAt)
            guard let digits = try? keys.open(try row["digits"], for: .callerCheck, context: context),
                digits.count == 8
            else { return nil }
            return CallerCheck(
                id: try row["id"],
                agent: agent,
                officer: officer,
                agentDigits: String(decoding: digits.prefix(4), as: UTF8.self),
                officerDigits: String(decoding: digits.suffix(4), as: UTF8.self),
                startedAt: Instant(seconds: startedAt),
                guesses: try row["guesses"],
                passedAt: passedAt.map { Instant(seconds: $0) }
            )
        }
    }

    private static func context(_ agent: String, _ officer: String, _ startedAt: Int64) -> [String] {
        ["caller_check", agent, officer, String(startedAt)]
    }

    private static func note(
        _ act: String,
        of agent: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        try AuditLog.record(AuditEntry(who: actor, subject: agent, act: act, at: now.seconds), in: transaction)
    }
}
