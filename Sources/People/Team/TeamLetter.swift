package import Policy
package import Store
import Web

/// The noes about a letter that a head of site hands over.
package enum TeamLetterRefusal: String, Refusal, CaseIterable {
    /// None of this person waits for this head of site: never entrusted, handed over, replaced, expired.
    case none = "team.letter-none"
    /// It was not said that the letter was handed over in person, against an identity paper.
    case unseen = "team.letter-unseen"

    package var code: String { rawValue }
    package var status: Int { self == .unseen ? 422 : 409 }
}

extension Supervisor {
    /// The letter of a report that this supervisor is to hand over; nil where none waits for them.
    package func letter(of number: String, at now: Instant, in reading: Reading) throws -> EntrustedLetter? {
        let letter = try ActivationCodeStore.entrusted(of: number, at: now, in: reading)
        return letter?.head == scope.supervisor ? letter : nil
    }

    /// Confirms that a letter was handed over in person; false for whoever is no report (EL-3).
    package func handOver(
        letterOf number: String,
        identified: FactorReset.Identification?,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Bool {
        guard try report(number, at: now, in: transaction) != nil else { return false }
        guard try letter(of: number, at: now, in: transaction) != nil else { throw TeamLetterRefusal.none }
        guard identified == .paper else { throw TeamLetterRefusal.unseen }
        let head = scope.supervisor
        guard try ActivationCodeStore.handOver(letterOf: number, by: head, at: now, in: transaction) else {
            throw TeamLetterRefusal.none
        }
        return true
    }
}
