import Access
import ArgumentParser
import City
import Foundation
import People
import Policy
import Portal
import Web

extension PolicyCommand {
    /// `nomade policy diff OLD NEW`: who gains and who loses what, by name, rule and line.
    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say who gains or loses access when one city file takes the place of another.",
            discussion: """
                The people are those of the installation of --config. They are taken to use a known browser and to have \
                given every proof that they hold. Exit 0: nobody's access changes; 1: somebody's does.
                """
        )

        @OptionGroup var options: CityOptions

        @Argument(help: "The city file in force.")
        var old: String

        @Argument(help: "The city file that would take its place.")
        var new: String

        @Option(name: .long, help: "City time, such as 2026-11-24T10:00; now and all hours of a week by default.")
        var at: String?

        func run() async throws {
            let (before, after) = (try city(old), try city(new))
            let instant = try instant(in: before)
            let difference = AccessDifference(from: before, to: after, at: instant, throughWeek: at == nil)
            let everyone = try await options.installation().everyone(under: [before, after], at: instant)
            var known: [[Subject]: [AccessChange]] = [:]
            var lines: [PolicyDiffLine] = []
            for person in everyone {
                let alike = person.subjects.map(\.withoutNumber)
                let changes = known[alike] ?? difference.changes(from: person.subjects[0], to: person.subjects[1])
                known[alike] = changes
                let named = PolicyDiffPerson(number: person.agent.number, name: person.agent.callerName.full)
                lines += changes.map { PolicyDiffLine($0, named, from: before.ruleset, to: after.ruleset) }
            }
            try say(lines, of: everyone.count)
            if !lines.isEmpty { throw Failure(.no) }
        }

        private func city(_ path: String) throws -> City {
            do {
                return try City.read(path: path)
            } catch {
                throw Failure(.configuration, text: error.text)
            }
        }

        private func instant(in city: City) throws -> Instant {
            guard let at else { return Clock().now() }
            guard let instant = city.instant(local: at) else {
                throw ValidationError("--at is city time such as 2026-11-24T10:00, not \(at)")
            }
            return instant
        }

        private func say(_ lines: [PolicyDiffLine], of count: Int) throws {
            if options.json { return try Terminal.print(json: PolicyDiffReport(agents: count, changes: lines)) }
            for line in lines { Terminal.print(line.words(old: old, new: new)) }
            let lose = Set(lines.filter { $0.kind == .lost }.map(\.agent)).count
            let gain = Set(lines.filter { $0.kind == .gained }.map(\.agent)).count
            Terminal.print("\(count) agents: \(lose) lose access, \(gain) gain it")
        }
    }
}

/// The whole answer for programs.
struct PolicyDiffReport: Encodable {
    let agents: Int
    let changes: [PolicyDiffLine]
}

/// Whom a line is about.
struct PolicyDiffPerson {
    let number: String
    let name: String
}

/// One agent's gain or loss, with the rules' lines in both files.
struct PolicyDiffLine: Encodable {
    let kind: AccessChange.Kind
    let agent: String
    let name: String
    let app: String
    let path: String?
    let channel: Channel
    /// `monday 07:00` where it differs then and not now.
    let when: String?
    /// The line of the clause that permitted or came nearest in each file; nil where the app or its clauses are not there.
    let oldLine: Int?
    let newLine: Int?
    /// Why the file that says no does.
    let reasons: [String]

    private enum CodingKeys: String, CodingKey {
        case kind, agent, name, app, path, channel, when, reasons
        case oldLine = "old_line"
        case newLine = "new_line"
    }

    init(_ change: AccessChange, _ person: PolicyDiffPerson, from old: Ruleset, to new: Ruleset) {
        kind = change.kind
        (agent, name) = (person.number, person.name)
        (app, path, channel) = (change.app, change.path, change.channel)
        when = change.time.map { "\($0.weekday.word) \($0.clock)" }
        oldLine = old.line(of: change.before)
        newLine = new.line(of: change.after)
        reasons = change.refusal.reasons.map(\.code)
    }

    /// One line for the terminal: who, what, where it stands in both files and why.
    func words(old: String, new: String) -> String {
        let places = [(old, oldLine), (new, newLine)].map { file, line in line.map { "\(file):\($0)" } ?? file }
        let (no, yes) = kind == .lost ? (places[1], places[0]) : (places[0], places[1])
        let time = when.map { ", \($0)" } ?? ""
        let (verb, refuses, permits) =
            kind == .lost ? ("loses", "refuses", "permitted") : ("gains", "refused", "permits")
        return "\(agent) \(name) \(verb) \(app)\(path ?? "") by \(channel.rawValue)\(time): "
            + "\(no) \(refuses) (\(reasons.joined(separator: ", "))), \(yes) \(permits)"
    }
}

extension Subject {
    /// The facts that rules judge, the same for many agents.
    fileprivate var withoutNumber: Subject {
        var subject = self
        subject.agent = ""
        return subject
    }
}
