import City
import HTTPTypes
import Policy
import Web

/// One person as the IT contact sees them: the profile beside the feed, word first, then what they prove themselves with.
struct ITPersonSheet {
    let progress: DossierProgress
    /// What stands against every act.
    let refusal: ITDeskRefusal?
    let devices: PersonDevices
    let site: Site
    /// Nil while the directory is not asked, or did not answer.
    var comparison: DirectoryComparison?
    /// What could be written.
    var plan: DirectoryPlan?
    /// Whether the city lets Nomade write.
    var isWriting = false
    /// Why the directory did not answer.
    var fault: ITDeskRefusal?

    init(progress: DossierProgress, refusal: ITDeskRefusal?, devices: PersonDevices, site: Site) {
        (self.progress, self.refusal, self.devices, self.site) = (progress, refusal, devices, site)
    }

    func page(_ language: Language) -> Page {
        let agent = progress.agent
        var page = Page(template: "it-person", title: "desk.person", status: .ok)
        page.values = [
            "name": .text(agent.names.full),
            "number": .text(agent.number),
            "place": .text(place),
            "what": what(language),
            "mark": .text(progress.isLate ? "warn" : progress.state == .active ? "ok" : "wait"),
            "late": progress.isLate ? .said("desk.late", ["n": String(progress.daysAllowed ?? 0)]) : "",
            "against": refusal.map { .said($0.code) } ?? "",
            "verdict": .said(verdict.code),
            "verdictMark": .text(verdict.mark),
            "verdictNow": verdictNow,
            "entry": .optional(comparison?.entry?.name),
            "fields": .list(comparison?.fields.map { line($0) } ?? []),
            "compared": .flag(comparison != nil),
            "write": .optional(plan != nil && refusal == nil ? address + "/profile" : nil),
            "writeWords": .said(plan?.kind == .creation ? "it.create" : "it.mend"),
            "step": .optional(waitsForStep ? address + "/profile/step" : nil),
            "stepIsNext": .flag(plan == nil),
            "devices": .list(proofs(language)),
        ]
        return page
    }

    private var address: String { "/desk/it/people/\(progress.agent.number)" }

    /// The step can be made from what is there.
    private var waitsForStep: Bool {
        refusal == nil && comparison?.entry != nil && progress.agent.credential.step == .declared
    }

    private var place: String {
        let assignment = progress.agent.nearestAssignments(on: progress.today).first
        return [progress.department?.name, assignment?.unit, assignment?.function].compactMap(\.self)
            .joined(separator: ", ")
    }

    private func what(_ language: Language) -> Value {
        let since = Moment(secondsSince1970: Int64(progress.since.day) * 86_400).dateWithYear(in: language)
        let values = ["date": since, "n": String(progress.daysWaited)]
        return .said(progress.actor == .it ? "it.is-declared" : "desk.is-\(progress.state.rawValue)", values)
    }

    private var verdict: (code: String, mark: String) {
        if let fault { return (fault.code, fault == .noDirectory ? "info" : "warn") }
        guard let comparison, comparison.entry != nil else { return ("it.absent", "warn") }
        return comparison.isSame ? ("it.same", "ok") : ("it.differs", "warn")
    }

    private var verdictNow: Value {
        if let fault { return .part(fault.code, "now") }
        if comparison?.isSame == false, !isWriting { return .said("it.read-only.now") }
        let isFixed = comparison?.fields.contains { $0.isNaming && $0.verdict == .differs } ?? false
        return isFixed ? .said("it.naming") : ""
    }

    private func line(_ line: DirectoryComparison.Line) -> Values {
        [
            "field": .said("it.field-\(line.field.rawValue)"),
            "attribute": .text(line.attribute),
            "feed": .optional(line.feed),
            "found": .text(ShownBytes.list(line.found)),
            "verdict": .said("it.verdict-\(line.verdict.rawValue)"),
            "mark": .text(line.verdict == .same ? "open" : line.isMendable ? "closed" : "later"),
        ]
    }

    private func proofs(_ language: Language) -> [Values] {
        var lines: [Value] = devices.browsers.map { proven in
            let until = proven.adding(seconds: 30 * 86_400)
            return .said(
                "it.device-browser",
                ["date": site.moment(proven).date(in: language), "until": site.moment(until).date(in: language)]
            )
        }
        if devices.hasAuthenticator { lines.append(.said("it.device-app")) }
        if let serial = devices.codeDevice { lines.append(.said("it.device-code", ["serial": serial])) }
        if let left = devices.recoveryCodes { lines.append(.said("it.device-recovery", ["n": String(left)])) }
        return (lines.isEmpty ? [.said("it.device-none")] : lines).map { ["words": $0] }
    }
}

/// Values of a directory as a page may show them: text where they are text, some of them, and not for ever.
enum ShownBytes {
    /// At most three values of eighty characters each, between commas.
    static func list(_ values: [[UInt8]]) -> String {
        let shown = values.prefix(3).map { value in
            let scalars = String(decoding: value, as: UTF8.self).unicodeScalars.prefix(80).map { scalar in
                scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
                    ? "\u{FFFD}" : scalar
            }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            return String(text) + (value.count > 320 ? "…" : "")
        }
        return shown.joined(separator: ", ") + (values.count > 3 ? ", …" : "")
    }
}
