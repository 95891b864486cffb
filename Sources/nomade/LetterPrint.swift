import ArgumentParser
import Audit
import City
import Foundation
import People
import Policy
import Portal
import SignIn
import Store
import Web

extension PeopleCommand {
    /// `nomade people letter NUMBER… --out FILE`: activation letters, a page each; their codes are shown this once.
    struct LetterPrint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "letter",
            abstract: "Print activation letters to a file; letters and links before them are dead."
        )

        @OptionGroup var options: CityOptions
        @Argument(help: "Employee numbers, first.last or e-mails.")
        var agents: [String]
        @Option(name: .long, help: "The file to write, which must not be there yet: .pdf or .html.")
        var out: String
        @Option(name: .long, help: "fr or en, in the place of each person's own language.")
        var language: String?
        @Flag(name: .long, help: "Half of each code on the letter, the other half by SMS.")
        var splitBySms = false

        func validate() throws {
            guard out.hasSuffix(".pdf") || out.hasSuffix(".html") else {
                throw ValidationError("--out ends with .pdf or .html")
            }
            guard language.map({ Language(rawValue: $0) != nil }) ?? true else {
                throw ValidationError("--language is fr or en")
            }
        }

        func run() async throws {
            let installation = try await options.installation()
            let (city, now) = (installation.city, Clock().now())
            let desk = LetterDesk(
                city,
                database: installation.database,
                keys: installation.keys,
                messages: installation.messageDesk
            )
            do {
                let letters = try await desk.prepare(
                    agents,
                    as: splitBySms ? .split : .letter,
                    in: language.flatMap(Language.init(rawValue:)),
                    at: now
                )
                let bytes = try await document(of: letters, in: city, at: now)
                try claim()
                do {
                    try await desk.issue(letters, by: .terminal, at: now)
                    try Data(bytes).write(to: URL(filePath: out))
                } catch {
                    try? FileManager.default.removeItem(atPath: out)
                    throw error
                }
                try say(letters)
            } catch let refusal as LetterRefusal {
                throw Failure(.badData, code: refusal.code, what: refusal.what, fix: refusal.fix)
            } catch let fault as SandboxFault { throw Failure(fault) }
        }

        private func document(of letters: [ActivationLetter], in city: City, at now: Instant) async throws -> [UInt8] {
            let paper = try LetterPaper(city)
            guard out.hasSuffix(".pdf") else { return Array(try paper.html(letters, at: now).utf8) }
            return try await paper.pdf(letters, at: now)
        }

        /// Makes the empty file, for its owner alone: what is there already is never written over.
        private func claim() throws {
            let descriptor = open(out, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw Failure(
                    .badData,
                    code: "letter.file",
                    what: "\(out) is there already, or its folder cannot be written",
                    fix: "give another name with --out"
                )
            }
            close(descriptor)
        }

        private func say(_ letters: [ActivationLetter]) throws {
            if options.json { return try Terminal.print(json: letters.map(\.agent)) }
            let count = letters.count == 1 ? "1 letter" : "\(letters.count) letters"
            Terminal.say(
                "\(count) in \(out), readable by you alone: print, hand over, delete it; the codes are shown nowhere else"
            )
        }
    }
}

extension Failure {
    /// Why no PDF could be made; the letters of before are as good as they were.
    fileprivate init(_ fault: SandboxFault) {
        self.init(
            .serviceDown,
            code: "letter.printer",
            what: "WeasyPrint gave no PDF (\(fault)), and no letter was issued",
            fix:
                "apt-get install weasyprint, let this user make namespaces (unshare --user true), or use --out FILE.html"
        )
    }
}
