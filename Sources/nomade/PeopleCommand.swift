import ArgumentParser
import Audit
import City
import Foundation
import People
import Policy
import Portal
import Store

/// `nomade people`: does for the operator what the desks do.
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Bring agents in, issue their links, suspend, resume, grant.",
        subcommands: [
            Import.self, Issue.self, LetterPrint.self, Suspend.self, Resume.self, GrantAccess.self, DossierCommand.self,
            CodeSheetPrint.self,
            TokensCommand.self,
        ]
    )

    /// `nomade people import FEED.csv`: the whole population.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take in a feed of the whole population.")

        @OptionGroup var options: CityOptions
        @Argument(help: "The feed: CSV, one line an assignment.")
        var feed: String
        @Flag(name: .long, help: "Show what would change, and change nothing.")
        var dryRun = false
        @Flag(name: .long, help: "Apply it even if more than 5 % of the agents would end.")
        var force = false

        func run() async throws {
            guard let bytes = FileManager.default.contents(atPath: feed) else {
                throw Failure(
                    .badData,
                    code: "feed.unreadable",
                    what: "\(feed) cannot be read",
                    fix: "check its path and rights"
                )
            }
            let installation = try await options.installation()
            do {
                let plan = try await PeopleImport(
                    into: installation.database,
                    of: installation.city,
                    keys: installation.keys
                ).run(
                    Array(bytes),
                    named: feed,
                    mode: dryRun ? .dryRun : force ? .force : .apply,
                    by: .terminal,
                    at: Clock().now()
                )
                try say(plan)
            } catch let refusal as FeedRefusal {
                let text = "error[\(refusal.code)]: \(refusal.what)\n--> \(feed):\(refusal.line):1\nfix: \(refusal.fix)"
                throw Failure(.badData, text: text)
            }
        }

        private func say(_ plan: FeedPlan) throws {
            if options.json { return try Terminal.print(json: FeedReport(plan)) }
            if dryRun { Terminal.say("dry run: nothing is changed") }
            Terminal.print(FeedTable(plan).lines.joined(separator: "\n"))
        }
    }

    /// `nomade people issue ID`: the one-time link by which a person sets password and authenticator.
    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a one-time link to set password and factor.")

        @OptionGroup var options: CityOptions
        @Argument(help: "Employee number, first.last or e-mail.")
        var agent: String
        @Option(name: .long, help: "Hours for which the link works.")
        var hours: Int64 = 72

        func validate() throws {
            guard (1...720).contains(hours) else { throw ValidationError("--hours is a number from 1 to 720") }
        }

        func run() async throws {
            let lasting = hours * 3_600
            let installation = try await options.installation()
            let link = try await installation.act(on: agent) { number, now, transaction in
                try ActivationStore.issue(for: number, by: .terminal, lasting: lasting, at: now, in: transaction)
            }
            let url = installation.city.portal.origin + link.path
            if options.json {
                try Terminal.print(json: ["url": url, "expires_at": String(link.expiresAt.seconds)])
            } else {
                Terminal.print(url)
                Terminal.say("works once, for \(hours) hours; a new link ends this one")
            }
        }
    }

    /// `nomade people suspend ID`.
    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Suspend a credential, at once and everywhere; print what each gate closed."
        )

        @OptionGroup var options: CityOptions
        @Argument(help: "Employee number, first.last or e-mail.")
        var agent: String
        @Option(name: .long, help: "Why; the audit keeps it.")
        var reason: String

        func run() async throws {
            let reason = reason
            let installation = try await options.installation()
            let (number, change) = try await installation.act(on: agent) { number, now, transaction in
                try CredentialStore.suspend(number, because: reason, by: .terminal, at: now, in: transaction)
                return (number, try AgentStore.newestChange(of: number, in: transaction) ?? 0)
            }
            let answers = try await installation.answers(to: change, at: Clock().now())
            try ReceiptReport(answers, of: number, state: "suspended").say(asJSON: options.json)
        }
    }

    /// `nomade people resume ID`.
    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a suspension.")

        @OptionGroup var options: CityOptions
        @Argument(help: "Employee number, first.last or e-mail.")
        var agent: String
        @Option(name: .long, help: "Why; the audit keeps it.")
        var reason: String

        func run() async throws {
            let reason = reason
            try await options.installation().act(on: agent) { number, now, transaction in
                try CredentialStore.resume(number, because: reason, by: .terminal, at: now, in: transaction)
            }
        }
    }

    /// `nomade people grant ID --app NAME --until TIME --reason WHY`, or `--end` in place of `--until`.
    struct GrantAccess: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "grant",
            abstract: "Give a dated right to an app, or end one before its time."
        )

        @OptionGroup var options: CityOptions
        @Argument(help: "Employee number, first.last or e-mail.")
        var agent: String
        @Option(name: .long, help: "The app's key in the city file.")
        var app: String
        @Option(name: .long, help: "City time at which it ends, such as 2026-12-24T18:00.")
        var until: String?
        @Flag(name: .long, help: "End the right that is in force, now.")
        var end = false
        @Option(name: .long, help: "Why; the audit and the agent's page say it.")
        var reason: String

        func validate() throws {
            guard end == (until == nil) else { throw ValidationError("give --until TIME, or --end") }
        }

        func run() async throws {
            let installation = try await options.installation()
            guard installation.city.app(key: app) != nil else {
                throw Failure(.badData, missing: app, what: "app", among: installation.city.apps.map(\.key))
            }
            guard let until else { return try await endGrant(in: installation) }
            guard let last = installation.city.instant(local: until) else {
                throw ValidationError("--until is city time such as 2026-12-24T18:00, not \(until)")
            }
            let grant = Policy.Grant(app: app, until: last, reason: reason, by: installation.city.name)
            try await installation.act(on: agent) { number, now, transaction in
                try GrantStore.give(grant, to: number, by: .terminal, at: now, in: transaction)
            }
        }

        private func endGrant(in installation: Installation) async throws {
            let (app, reason) = (app, reason)
            let ended = try await installation.act(on: agent) { number, now, transaction in
                try GrantStore.end(app, of: number, because: reason, by: .terminal, at: now, in: transaction)
            }
            guard !ended else { return }
            throw Failure(
                .no,
                code: "grant.none",
                what: "\(agent) has no grant for \(app) in force",
                fix: "nomade policy explain --agent \(agent) --app \(app)  says what opens it"
            )
        }
    }
}

extension Installation {
    /// Does an act on the agent that `typed` names, in one transaction; an unknown one and a step that cannot be are data
    /// that must be mended.
    @discardableResult
    func act<T: Sendable>(
        on typed: String,
        _ body: @escaping @Sendable (String, Instant, Transaction) throws -> T
    ) async throws -> T {
        let now = Clock().now()
        guard let number = try await number(of: typed, at: now) else {
            throw Failure(
                .badData,
                code: "people.unknown",
                what: "no agent is known as \(typed)",
                fix: "give the employee number, first.last or the e-mail on file"
            )
        }
        do {
            return try await database.write { try body(number, now, $0) }
        } catch let refusal as CredentialRefusal {
            throw Failure(.badData, code: refusal.code, what: refusal.what, fix: refusal.fix)
        }
    }
}
