import Policy
import Testing

@testable import Access
@testable import nomade

@Suite struct `A line of policy diff` {
    private func rule(_ line: Int, _ criteria: [Criterion]) -> Ruleset {
        let path = PathRule(prefix: "/paie", allow: [Clause(criteria: criteria, line: line)])
        return Ruleset(rules: ["rh": Rule(app: "rh", owner: "it", unlisted: false, allow: [], paths: [path])])
    }

    private var question: Question {
        let contacts = Contacts(hrOffice: "ugd", itContact: "it")
        let nadia = Subject(
            agent: "0412345",
            credential: .active,
            factors: [],
            assignments: [Assignment(department: "dpe", position: .tenured, contacts: contacts)]
        )
        let time = LocalTime(instant: Instant(seconds: 1_795_510_800), weekday: .tuesday, minute: 600)
        return Question(
            subject: nadia,
            app: "rh",
            path: "/paie",
            channel: .office,
            device: .known,
            assurance: .none,
            time: time
        )
    }

    @Test func `P-14, X-60: names agent, part, channel, hour, and the lines of both files`() {
        let (old, new) = (rule(93, [.department(["dpe"])]), rule(96, [.department(["drh"])]))
        func change(_ kind: AccessChange.Kind, _ before: Ruleset, _ after: Ruleset, _ time: LocalTime?) -> AccessChange
        {
            AccessChange(
                kind: kind,
                app: "rh",
                path: "/paie",
                channel: .office,
                time: time,
                before: before.decide(question),
                after: after.decide(question)
            )
        }
        let nadia = PolicyDiffPerson(number: "0412345", name: "Nadia Exemple")
        let lost = PolicyDiffLine(change(.lost, old, new, nil), nadia, from: old, to: new)
        #expect(
            lost.words(old: "old.yaml", new: "new.yaml") == "0412345 Nadia Exemple loses rh/paie by office: "
                + "new.yaml:96 refuses (policy.outside-department), old.yaml:93 permitted"
        )
        let gained = PolicyDiffLine(change(.gained, new, old, question.time), nadia, from: new, to: old)
        #expect(
            gained.words(old: "a.yaml", new: "b.yaml")
                == "0412345 Nadia Exemple gains rh/paie by office, tuesday 10:00: "
                + "a.yaml:96 refused (policy.outside-department), b.yaml:93 permits"
        )
    }
}
