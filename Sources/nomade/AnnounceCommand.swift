import ArgumentParser
import Audit
import City
import Foundation
import People
import Policy
import Portal
import Store
import Web
import Workplace

/// `nomade announce`: words from the employer that no single HR desk may write, such as those to all (HM-29).
struct AnnounceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "announce",
        abstract: "Say something to all agents, or to a department; withdraw it.",
        subcommands: [Publish.self, Withdraw.self]
    )

    /// `nomade announce publish TITLE WORDS.txt --until DAY`.
    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Publish words on the agents' home page.")

        @OptionGroup var options: CityOptions
        @Argument(help: "The title, one line.")
        var title: String
        @Argument(help: "The file with the words, or - for standard input; an empty line parts paragraphs.")
        var words: String
        @Option(name: .long, help: "The department's key. Default: all agents.")
        var department: String?
        @Option(name: .long, help: "The language of the words: fr or en.")
        var language = "fr"
        @Option(name: .long, help: "The first day. Default: today.")
        var from: String?
        @Option(name: .long, help: "The last day, a year later at most.")
        var until: String
        @Flag(name: .long, help: "Say to how many people it goes, and publish nothing.")
        var dryRun = false

        func validate() throws {
            guard Language(rawValue: language) != nil else { throw ValidationError("--language is fr or en") }
        }

        func run() async throws {
            let installation = try await options.installation()
            let (city, now) = (installation.city, Clock().now())
            let today = city.day(of: now)
            let text = try judged(for: city, on: today)
            let day = max(text.days.lowerBound, today)
            let reach = try await installation.database.read {
                try AnnouncementStore.reach(text.audience, on: day, in: $0)
            }
            let id: Int64? = try await dryRun ? nil : publish(text, in: installation, at: now)
            if options.json { return try Terminal.print(json: ["id": id, "people": Int64(reach)]) }
            Terminal.say("\(reach) people get it from \(text.days.lowerBound) to \(text.days.upperBound)")
            if let id { Terminal.print("announcement \(id)") } else { Terminal.say("dry run: nothing is published") }
        }

        private func publish(_ text: AnnouncementText, in installation: Installation, at now: Instant) async throws
            -> Int64
        {
            try await installation.database.write {
                try AnnouncementStore.write(text, by: .terminal, at: now, in: $0)
            }
        }

        private func judged(for city: City, on today: CalendarDate) throws -> AnnouncementText {
            let typed = TypedAnnouncement(
                to: department ?? Audience.everybody.typed,
                in: Language(rawValue: language) ?? .fr,
                title: title,
                words: try read(),
                from: from ?? today.description,
                until: until
            )
            let audiences = [Audience.everybody] + city.departments.keys.map(Audience.department)
            switch typed.judged(for: audiences, on: today) {
            case .sound(let text): return text
            case .mistaken(let mistakes): throw Failure(mistakes)
            }
        }

        private func read() throws -> String {
            let bytes =
                try words == "-" ? FileHandle.standardInput.readToEnd() : FileManager.default.contents(atPath: words)
            guard let bytes, let text = String(validating: bytes, as: UTF8.self) else {
                throw Failure(
                    .badData,
                    code: "announcement.unreadable",
                    what: "\(words) cannot be read as text in UTF-8",
                    fix: "check its path, rights and encoding"
                )
            }
            return text
        }
    }

    /// `nomade announce withdraw ID`.
    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw an announcement, at once for everybody.")

        @OptionGroup var options: CityOptions
        @Argument(help: "Its number, as publishing printed it and the desk's address has it.")
        var id: Int64

        func run() async throws {
            let (installation, now, id) = (try await options.installation(), Clock().now(), id)
            let isDone = try await installation.database.write {
                try AnnouncementStore.withdraw(id, .operator, by: .terminal, at: now, in: $0)
            }
            guard isDone == true else {
                throw Failure(
                    .no,
                    code: "announcement.none",
                    what: "there is no announcement \(id), or it was withdrawn before",
                    fix: "nomade audit export  has the number of each in announcement.written"
                )
            }
            if options.json { try Terminal.print(json: ["id": id]) }
        }
    }
}

extension Failure {
    /// Each mistake with the sentence of its field, all at once.
    fileprivate init(_ mistakes: [FieldMistake]) {
        let texts = Texts(WorkplaceParts.parts.texts)
        let lines = mistakes.map { "error[\($0.code)]: \($0.field)\nfix: \(texts($0.code, in: .en, $0.values))" }
        self.init(.badData, text: lines.joined(separator: "\n"))
    }
}
