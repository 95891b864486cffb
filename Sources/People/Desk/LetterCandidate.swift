import City
import Policy
import Store

/// Somebody picked for a letter, with what stands against a whole one and against one in halves.
package struct LetterCandidate: Sendable {
    package let progress: DossierProgress
    package let refusal: DeskRefusal?
    /// What stands against sending half of the code to the mobile on file.
    package let halfRefusal: DeskRefusal?

    package var number: String { progress.agent.number }

    /// How far the dossier had come: a letter that was issued meanwhile makes it another one.
    package var stamp: Int { progress.dossier.steps.count }

    /// What stands against a letter of that delivery.
    package func refusal(of delivery: ActivationCodeStore.Delivery) -> DeskRefusal? {
        refusal ?? (delivery == .split ? halfRefusal : nil)
    }
}

/// Whom a check page promised a letter: what is issued is this, or nothing.
package struct LetterPromise: Hashable, Sendable {
    /// How far each one's dossier had come, by employee number.
    package let stamps: [String: Int]
    /// Those of them whose code may go in halves.
    package let halves: Set<String>
    /// Those who were picked and get no letter.
    package let others: Set<String>

    package init(stamps: [String: Int], halves: Set<String> = [], others: Set<String> = []) {
        self.stamps = stamps
        self.halves = halves
        self.others = others
    }

    /// What the check page of these candidates promises.
    package init(_ candidates: [LetterCandidate]) {
        let ready = candidates.filter { $0.refusal == nil }
        self.init(
            stamps: Dictionary(ready.map { ($0.number, $0.stamp) }, uniquingKeysWith: { $1 }),
            halves: Set(ready.filter { $0.halfRefusal == nil }.map(\.number)),
            others: Set(candidates.filter { $0.refusal != nil }.map(\.number))
        )
    }

    /// All who were picked.
    package var everybody: [String] { Set(stamps.keys).union(others).sorted() }

    /// Those who are to get a letter of that delivery.
    package func numbers(for delivery: ActivationCodeStore.Delivery) -> Set<String> {
        delivery == .split ? halves.intersection(stamps.keys) : Set(stamps.keys)
    }

    /// The candidates as they are now, where one can no longer get the letter that was promised; nil when all can.
    package func broken(_ candidates: [LetterCandidate], as delivery: ActivationCodeStore.Delivery)
        -> [LetterCandidate]?
    {
        let promised = numbers(for: delivery)
        let now = candidates.map { candidate -> LetterCandidate in
            guard promised.contains(candidate.number), candidate.refusal == nil,
                stamps[candidate.number] != candidate.stamp
            else { return candidate }
            let wasIssued = candidate.progress.dossier.steps.last?.act == .issue
            return candidate.refused(wasIssued ? .alreadyIssued : .step)
        }
        let ready = Set(now.filter { $0.refusal(of: delivery) == nil }.map(\.number))
        return promised.isSubset(of: ready) ? nil : now
    }
}

extension LetterCandidate {
    fileprivate func refused(_ refusal: DeskRefusal) -> LetterCandidate {
        LetterCandidate(progress: progress, refusal: refusal, halfRefusal: halfRefusal)
    }
}
