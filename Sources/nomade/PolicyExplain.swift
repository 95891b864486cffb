import ArgumentParser
import City
import Policy
import Portal

extension PolicyCommand {
    /// `nomade policy explain`: one decision with its trace, made now or found behind a reference.
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what is decided for an agent, and why.",
            discussion: "The agent is taken to have given every proof that they hold, at that moment."
        )

        @OptionGroup var options: CityOptions

        @Option(name: .long, help: "Employee number, first.last or e-mail.")
        var agent: String?

        @Option(name: .long, help: "The app's key in the city file.")
        var app: String?

        @Option(name: .long, help: "office, nomade or tunnel.")
        var channel = "nomade"

        @Option(
            name: .long,
            help: "The path within the app, such as /paie/2026; only an app with paths is decided by it."
        )
        var path: String?

        @Option(name: .long, help: "City time, such as 2026-11-24T10:00; now by default.")
        var at: String?

        @Option(name: .long, help: "The reference of a refusal, such as K7M-4QD.")
        var reference: String?

        func run() async throws {
            if let reference { return try await explain(reference: reference) }
            let installation = try await options.installation()
            let question = try await question(of: installation)
            let decision = installation.city.ruleset.decide(question)
            if options.json {
                try Terminal.print(json: decision)
            } else {
                Terminal.print(decision.lines(for: question).joined(separator: "\n"))
            }
            if decision.verdict != .permit { throw Failure(.no) }
        }

        private func question(of installation: Installation) async throws -> Question {
            guard let agent, let app else {
                throw ValidationError("give --agent and --app, or --reference")
            }
            guard let channel = Channel(rawValue: channel) else {
                throw ValidationError("--channel is office, nomade or tunnel, not \(channel)")
            }
            guard installation.city.app(key: app) != nil else {
                throw Failure(.badData, missing: app, what: "app", among: installation.city.apps.map(\.key))
            }
            let instant = try instant(in: installation.city)
            guard let number = try await installation.number(of: agent, at: instant),
                let subject = try await installation.subject(of: number, at: instant)
            else {
                throw Failure(
                    .badData,
                    code: "people.unknown",
                    what: "no agent is known as \(agent)",
                    fix: "give the employee number, first.last or the e-mail on file"
                )
            }
            return installation.question(by: subject, app: app, channel: channel, at: instant)
                .at(path: try path(of: app, in: installation.city))
        }

        /// A path that the gate refuses before any rule is told as such, with why.
        private func path(of app: String, in city: City) throws -> String? {
            guard let path else { return nil }
            let fault =
                city.ruleset.rules[app]?.fault(in: path) ?? (path.utf8.first == UInt8(ascii: "/") ? nil : .start)
            guard let fault else { return path }
            throw Failure(
                .no,
                code: "request.path",
                what: "the path \(path) \(fault.rawValue)",
                fix: "give the path as the app is asked, without a query; the gate answers this one with 400"
            )
        }

        private func instant(in city: City) throws -> Instant {
            guard let at else { return Clock().now() }
            guard let instant = city.instant(local: at) else {
                throw ValidationError("--at is city time such as 2026-11-24T10:00, not \(at)")
            }
            return instant
        }
    }
}

extension Failure {
    /// A word that names nothing, with the nearest that does.
    init(_ status: ExitStatus, missing word: String, what: String, among known: [String]) {
        let near = Nearest.word(to: word, among: known).map { "did you mean \($0)?" }
        self.init(
            status,
            code: "\(what).unknown",
            what: "there is no \(what) \(word)",
            fix: near ?? "one of: \(known.joined(separator: ", "))"
        )
    }
}
