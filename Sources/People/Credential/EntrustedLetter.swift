import Audit
package import Policy
package import Store

/// A letter that a head of site hands over: its code opens nothing until they confirm that they did.
package struct EntrustedLetter: Hashable, Sendable {
    /// The employee number of the head of site.
    package let head: String
    /// Who issued it, as the log writes it.
    let issuedBy: String
    package let until: Instant
}

extension ActivationCodeStore {
    /// Entrusts the letter of an agent that was just issued to a head of site, with its audit entry.
    static func entrust(
        letterOf number: String,
        to head: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE activation_code SET entrusted_to = \(head)
            WHERE agent = \(number) AND used_at IS NULL AND replaced_at IS NULL
            """
        )
        let entry = AuditEntry(
            who: actor,
            subject: number,
            act: "letter.entrusted",
            at: now.seconds,
            detail: AuditDetail(["to": head])
        )
        try AuditLog.record(entry, in: transaction)
    }

    /// The letter of an agent that somebody is still to hand over; nil where there is none.
    package static func entrusted(of number: String, at now: Instant, in reading: Reading) throws -> EntrustedLetter? {
        try reading.one(
            """
            SELECT entrusted_to, made_by, expires_at FROM activation_code
            WHERE agent = \(number) AND entrusted_to IS NOT NULL AND handed_at IS NULL
                AND used_at IS NULL AND replaced_at IS NULL AND expires_at > \(now.seconds)
            """
        ).map { row in
            EntrustedLetter(
                head: try row["entrusted_to"],
                issuedBy: try row["made_by"],
                until: Instant(seconds: try row["expires_at"])
            )
        }
    }

    /// The head of site says that the letter was handed over in person: from here on its code opens the activation. False where
    /// none waits for them.
    static func handOver(letterOf number: String, by head: String, at now: Instant, in transaction: Transaction) throws
        -> Bool
    {
        guard let letter = try entrusted(of: number, at: now, in: transaction), letter.head == head else {
            return false
        }
        try transaction.execute(
            """
            UPDATE activation_code SET handed_at = \(now.seconds)
            WHERE agent = \(number) AND entrusted_to = \(head) AND handed_at IS NULL
                AND used_at IS NULL AND replaced_at IS NULL
            """
        )
        let entry = AuditEntry(
            who: .agent(head),
            subject: number,
            act: "letter.handed-over",
            at: now.seconds,
            detail: AuditDetail(["issued-by": letter.issuedBy])
        )
        try AuditLog.record(entry, in: transaction)
        return true
    }
}
