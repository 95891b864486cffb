import ArgumentParser
import Audit
import City
import Foundation
import People
import Policy
import Portal
import Store

/// `nomade people dossier ID` and `nomade people dossier --late`: how far newcomers have come, and who moves them on.
struct DossierCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: "Show how far a newcomer's credential has come, or everyone who waits too long."
    )

    @OptionGroup var options: CityOptions
    @Argument(help: "Employee number, first.last or e-mail.")
    var agent: String?
    @Flag(name: .long, help: "Everyone whose step lasts longer than the city file allows, longest first.")
    var late = false
    @Flag(name: .long, help: "Also print the reference for the hiring letter; the audit keeps that it was read.")
    var reference = false

    func validate() throws {
        guard late == (agent == nil) else { throw ValidationError("give an employee number, or --late") }
        guard !(late && reference) else { throw ValidationError("--reference is for one agent") }
    }

    func run() async throws {
        let installation = try await options.installation()
        guard let agent else { return try await sayLate(installation) }
        let (city, keys, wantsReference) = (installation.city, installation.keys, reference)
        let report = try await installation.act(on: agent) { number, now, transaction -> DossierReport? in
            guard let held = try AgentStore.agent(number, in: transaction),
                let dossier = try DossierStore.dossier(of: number, in: transaction)
            else { return nil }
            let progress = DossierProgress(held, dossier, in: city, on: city.day(of: now))
            guard wantsReference else { return DossierReport(progress, reference: nil) }
            try AuditLog.record(
                AuditEntry(who: .terminal, subject: number, act: "dossier.reference-read", at: now.seconds),
                in: transaction
            )
            let reference = try DossierStore.reference(of: number, keys: keys, in: transaction)
            return DossierReport(progress, reference: reference?.text)
        }
        guard let report else {
            throw Failure(
                .no,
                code: "dossier.none",
                what: "\(agent) has no dossier yet",
                fix: "take in the feed again: nomade people import FEED.csv  opens those that are missing"
            )
        }
        if options.json { return try Terminal.print(json: report) }
        Terminal.print(report.lines.joined(separator: "\n"))
    }

    private func sayLate(_ installation: Installation) async throws {
        let (city, now) = (installation.city, Clock().now())
        let reports = try await installation.database.read {
            try DossierStore.late(in: city, on: city.day(of: now), from: $0)
        }
        .map { DossierReport($0, reference: nil) }
        if options.json { return try Terminal.print(json: reports) }
        for report in reports { Terminal.print(report.line) }
        Terminal.say(reports.isEmpty ? "nobody waits too long" : "\(reports.count) wait too long")
    }
}

/// A dossier as programs and the operator read it.
struct DossierReport: Encodable {
    let employeeNumber: String
    let name: String
    let department: String?
    let state: String
    let since: String
    let daysWaited: Int
    let daysAllowed: Int?
    let late: Bool
    let nextActor: String
    let contact: String?
    let steps: [Step]
    let reference: String?

    struct Step: Encodable {
        let state: String
        let at: Int64
        let by: String
    }

    private enum CodingKeys: String, CodingKey {
        case name, department, state, since, late, contact, steps, reference
        case employeeNumber = "employee_number"
        case daysWaited = "days_waited"
        case daysAllowed = "days_allowed"
        case nextActor = "next_actor"
    }

    init(_ progress: DossierProgress, reference: String?) {
        employeeNumber = progress.agent.number
        name = progress.agent.names.full
        department = progress.department?.key
        state = progress.state.rawValue
        since = progress.since.description
        daysWaited = progress.daysWaited
        daysAllowed = progress.daysAllowed
        late = progress.isLate
        nextActor = progress.actor.rawValue
        contact = progress.contact.map { [$0.name, $0.phone].compactMap(\.self).joined(separator: ", ") }
        let opening = Step(
            state: CredentialState.declared.rawValue,
            at: progress.dossier.openedAt.seconds,
            by: progress.dossier.openedBy.text
        )
        steps =
            [opening]
            + progress.dossier.steps.map { Step(state: $0.state.rawValue, at: $0.at.seconds, by: $0.author.text) }
        self.reference = reference
    }

    /// One line for the list of those who wait.
    var line: String {
        let waited = late ? "\(daysWaited) days, \(daysAllowed ?? 0) allowed" : "\(daysWaited) days"
        return "\(employeeNumber)  \(name)  \(department ?? "?")  \(state) since \(since) (\(waited))  next: \(next)"
    }

    private var next: String {
        nextActor + (contact.map { ", \($0)" } ?? "")
    }

    /// The whole dossier on a terminal.
    var lines: [String] {
        let done = steps.map { step in
            let day = Date(timeIntervalSince1970: TimeInterval(step.at)).formatted(.iso8601.year().month().day())
            return "  \(day)  \(step.state)  by \(step.by)"
        }
        return [line] + done + (reference.map { ["reference for the hiring letter: \($0)"] } ?? [])
    }
}
