import City
import HTTPTypes
import People
import Policy
import Web

/// How far a dossier is, in words: the step, since when, who acts next, whom to call, what can be done meanwhile (DO-6).
struct DossierSheet {
    private let progress: DossierProgress
    private let site: Site
    private let language: Language
    /// Where a code may go, for those whose access was issued without a letter.
    private let offer: DossierOffer?

    init(_ progress: DossierProgress, _ offer: DossierOffer?, of site: Site, in language: Language) {
        self.progress = progress
        self.offer = progress.state == .issued ? offer : nil
        self.site = site
        self.language = language
    }

    var page: Page {
        var page = Page(template: "dossier-progress", title: "dossier.of", status: .ok)
        page.values = [
            "first": .text(progress.agent.callerName.first),
            "step": progress.number.map { .said("dossier.step", numbers($0)) } ?? "",
            "what": .said(offer == nil ? "dossier.\(progress.state.rawValue)" : "dossier.ready", words),
            "next": next,
            "code": .flag(offer != nil),
            "late": progress.isLate ? .said("dossier.late", words) : "",
            "expected": expected,
            "mark": .text(mark),
            "contact": progress.contact.map { HelpContact($0).value } ?? .flag(false),
            "dial": .optional(progress.contact.map { HelpContact($0).dial }),
            "callWords": .said("dossier.call", ["phone": progress.contact?.phone ?? ""]),
            "canSignIn": .flag(progress.state == .active),
            "isWaiting": .flag(progress.number != nil && progress.state != .active),
            "factorWords": factor.map { .said($0, words) } ?? "",
            "phases": .list(progress.number == nil ? [] : progress.phases.map(phase)),
            "hasPhases": .flag(progress.number != nil),
        ]
        return page
    }

    private var words: [String: String] {
        [
            "office": name(progress.office), "who": name(progress.contact), "date": date(progress.since),
            "n": String(progress.daysWaited),
        ]
    }

    private func name(_ contact: Contact?) -> String {
        contact?.name ?? progress.department?.name ?? progress.agent.number
    }

    private func numbers(_ number: Int) -> [String: String] {
        ["n": String(number), "m": String(progress.phases.count)]
    }

    private var next: Value {
        switch progress.state {
        case .issued where offer != nil: .said("dossier.next-code", ["ending": offer?.ending ?? ""])
        case .issued where progress.isEntrusted: .said("dossier.next-head")
        case .declared, .profileCreated, .issued: .said("dossier.next-\(progress.actor.rawValue)", words)
        default: ""
        }
    }

    private var expected: Value {
        guard !progress.isLate, let days = progress.daysAllowed else { return "" }
        return .said("dossier.expected", ["n": String(days)])
    }

    /// The rule at the margin: what waits, what is late, what is done, what is shut.
    private var mark: String {
        if progress.isLate { return "warn" }
        return switch progress.state {
        case .active: "ok"
        case .suspended, .left, .closed: "stop"
        default: "wait"
        }
    }

    /// What helps on the first day, by the factor that the department gives.
    private var factor: String? {
        guard let given = progress.department?.factor.given, !given.isEmpty else { return nil }
        return given.contains(.sms) ? "dossier.meanwhile-phone" : "dossier.meanwhile-app"
    }

    private func phase(_ phase: DossierProgress.Phase) -> Values {
        let icons: [DossierProgress.Phase.Mark: String] = [.passed: "passed", .current: "later", .ahead: "unseen"]
        return [
            "name": .said(
                offer != nil && phase.state == .issued
                    ? "dossier.phase-ready" : "dossier.phase-\(phase.state.rawValue)"
            ),
            "word": .said("dossier.mark-\(phase.mark.rawValue)"),
            "icon": .text(icons[phase.mark] ?? "unseen"),
            "at": .optional(phase.at.map { site.moment($0).dateWithYear(in: language) }),
        ]
    }

    private func date(_ day: CalendarDate) -> String {
        Moment(secondsSince1970: Int64(day.day) * 86_400).dateWithYear(in: language)
    }
}
