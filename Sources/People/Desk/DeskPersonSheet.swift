import Audit
import City
import HTTPTypes
import Policy
import Web

/// One person's dossier as the desk sees it.
struct DeskPersonSheet {
    let progress: DossierProgress
    /// Each act that leads somewhere, with what stands against it.
    let acts: [DeskAct: DeskRefusal?]
    let withoutLetter: WithoutLetter
    /// What became of the second half of the letter that is out, where it goes by SMS.
    let half: MessageFate?
    /// How the person was declared, where the feed did not bring them.
    let provisional: Provisional?
    /// The number that was kept where this one is the second of somebody.
    let kept: String?
    let hasTwin: Bool
    /// The last invitation to the readiness check.
    let invitation: (way: ReadyInvitation.Way, at: Instant)?
    let site: Site

    func page(_ language: Language) -> Page {
        var page = Page(template: "desk-person", title: "desk.person", status: .ok)
        let agent = progress.agent
        let next = DeskAct.possible(from: agent.credential.step).first
        let isFirst = agent.credential.step == .declared || agent.credential.step == .profileCreated
        page.values = [
            "name": .text(agent.names.full),
            "number": .text(agent.number),
            "identifier": .text(agent.identifier.text),
            "place": .text(place),
            "what": .said(
                "desk.is-\(progress.state.rawValue)",
                ["date": date(language), "n": String(progress.daysWaited)]
            ),
            "mark": .text(progress.isLate ? "warn" : progress.state == .active ? "ok" : "wait"),
            "late": progress.isLate ? .said("desk.late", ["n": String(progress.daysAllowed ?? 0)]) : "",
            "whoNext": who,
            "against": against.map { .said($0.code) } ?? "",
            "byHand": .list(byHand(language).map { ["words": $0] }),
            "merger": .optional(hasTwin ? "/desk/hr/people/\(agent.number)/merger" : nil),
            "half": half?.isTrouble == true ? .said("desk.half-trouble") : "",
            "issue": .optional(can(.issue) ? "/desk/hr/people/\(agent.number)/credentials" : nil),
            "issueWords": .said(isFirst ? "desk.issue" : "desk.issue-again"),
            "noLetter": .optional(
                withoutLetter.mayBeIssued ? "/desk/hr/people/\(agent.number)/no-letter" : nil
            ),
            "noLetterUntil": withoutLetter.until.map {
                .said("desk.no-letter-until", ["date": site.moment($0).dateWithYear(in: language)])
            } ?? "",
            "entrusted": withoutLetter.head.map { .said("desk.entrusted", ["who": $0.callerName.full]) } ?? "",
            "issueIsNext": .flag(next == .issue && isFirst),
            "resume": .optional(can(.resume) ? "/desk/hr/people/\(agent.number)/resumption" : nil),
            "suspend": .optional(can(.suspend) ? "/desk/hr/people/\(agent.number)/suspension" : nil),
            "close": .optional(can(.close) ? "/desk/hr/people/\(agent.number)/closure" : nil),
            "letterAddress": .optional(isWaiting ? "/desk/hr/people/\(agent.number)/reference" : nil),
            "noBirthDate": .flag(isWaiting && agent.birthDate == nil),
            "twoPeople": .flag(agent.credential.step == .active && against == nil),
            "resets": .optional(hasResets ? "/desk/hr/people/\(agent.number)" : nil),
            "invite": .optional(hasResets ? "/desk/hr/people/\(agent.number)/ready" : nil),
            "invited": invited(language),
            "history": .list(history(language)),
        ]
        return page
    }

    private func invited(_ language: Language) -> Value {
        guard let invitation, invitation.way != .nowhere else { return "" }
        return .said("invitation.sent", ["date": site.moment(invitation.at).dateWithYear(in: language)])
    }

    private var hasResets: Bool { progress.agent.credential.step == .active && against == nil }

    /// What is to be known of somebody declared by hand, and of a second number.
    private func byHand(_ language: Language) -> [Value] {
        if let kept { return [.said("desk.merged", ["number": kept])] }
        guard let provisional, provisional.mergedInto != progress.agent.number else { return [] }
        if let known = provisional.mergedInto { return [.said("desk.by-hand-merged", ["number": known])] }
        let last = progress.agent.assignments.compactMap(\.until).max()
        let end = last.map { Moment(secondsSince1970: Int64($0.day) * 86_400).dateWithYear(in: language) }
        let kind: Value =
            provisional.sponsorship.map {
                .said("desk.by-hand-external", ["company": $0.company, "sponsor": $0.sponsor])
            } ?? .said("desk.by-hand")
        return [kind] + (end.map { [.said("desk.by-hand-until", ["date": $0])] } ?? [])
    }

    private var isWaiting: Bool { progress.number != nil && progress.state != .active }

    private func can(_ act: DeskAct) -> Bool {
        guard let refusal = acts[act] else { return false }
        return refusal == nil
    }

    /// What stands against every act, if one thing does.
    private var against: DeskRefusal? {
        let refusals = acts.values.map(\.self)
        guard let first = refusals.first, let refusal = first, refusals.allSatisfy({ $0 == refusal }) else {
            return nil
        }
        return refusal
    }

    private var place: String {
        let assignment = progress.agent.nearestAssignments(on: progress.today).first
        return [progress.department?.name, assignment?.unit, assignment?.function].compactMap(\.self)
            .joined(separator: ", ")
    }

    private var who: Value {
        switch progress.actor {
        case .nobody: ""
        case .agent: .said("desk.next-agent")
        case .hr, .it: .said("desk.next", ["who": progress.contact.map { HelpContact($0).line } ?? ""])
        }
    }

    private func date(_ language: Language) -> String {
        Moment(secondsSince1970: Int64(progress.since.day) * 86_400).dateWithYear(in: language)
    }

    private func history(_ language: Language) -> [Values] {
        let opening: Values = [
            "at": .text(site.moment(progress.dossier.openedAt).dateWithYear(in: language)),
            "act": .said("desk.did-declare"),
            "author": author(progress.dossier.openedBy),
        ]
        let steps = progress.dossier.steps.map { step -> Values in
            [
                "at": .text(site.moment(step.at).dateWithYear(in: language)),
                "act": .said("desk.did-\(step.act.rawValue)"),
                "author": author(step.author),
            ]
        }
        return ([opening] + steps).reversed()
    }

    private func author(_ actor: AuditActor) -> Value {
        switch actor {
        case .agent(progress.agent.number): .said("desk.by-self")
        case .agent(let number): .said("desk.by-agent", ["who": number])
        case .terminal, .program: .said("desk.by-city")
        }
    }
}
