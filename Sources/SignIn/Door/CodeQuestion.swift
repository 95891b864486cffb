package import Policy
import Store

/// What a page asks of somebody who is to give a second proof, and what else they could give.
package struct CodeQuestion: Sendable {
    /// The proof that is asked.
    package let by: Factor
    /// The others that the person holds.
    package let others: [Factor]
    /// The last code that was sent; nil when none was.
    package let sent: SentCode?
    /// The last two digits of the number on file (X-14: never the number).
    package let ending: String
    /// Why no code can be sent now; nil when one can.
    package let refusal: SignInRefusal?
    /// The line of the sheet that is asked; nil when no sheet is held or none of its lines is left.
    package let line: Int?
    package let holder: SessionHolder

    /// Whether a code that was sent is waiting for its answer.
    package func isLive(at now: Instant) -> Bool { sent?.isLive(at: now) ?? false }
}

extension SignInDoor {
    /// What is asked of somebody now: the proof they chose, when they hold it, else their first. Nil when they hold none.
    package func question(of agent: String, by chosen: Factor?, at now: Instant) async throws -> CodeQuestion? {
        try await parts.database.read { [parts] reading in
            guard let person = try parts.roll.person(agent, at: now, in: reading) else { return nil }
            let held = person.standing.enrolled
            guard let by = chosen.flatMap({ held.contains($0) ? $0 : nil }) ?? person.standing.first else { return nil }
            let sent = try SentCodeStore.last(of: agent, in: reading)
            var refusal: SignInRefusal?
            if let recipient = person.recipient, let kind = by.message {
                refusal = try parts.roll.refusal(of: kind, after: sent, to: recipient, at: now, in: reading)
            }
            return CodeQuestion(
                by: by,
                others: Factor.allCases.filter { $0 != by && held.contains($0) },
                sent: sent,
                ending: String(person.phone?.suffix(2) ?? ""),
                refusal: refusal,
                line: try CodeSheetStore.next(of: agent, in: reading),
                holder: person.holder
            )
        }
    }
}
