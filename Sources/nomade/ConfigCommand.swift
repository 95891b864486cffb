import ArgumentParser
import City

/// `nomade config`: what concerns the city file itself.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Check the city file.",
        subcommands: [Check.self]
    )

    /// `nomade config check`: every mistake at once, each with its place and its mend.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tell every mistake of the city file at once.")

        @OptionGroup var options: CityOptions

        func run() throws {
            do throws(CityMistakes) {
                let city = try City.read(path: options.config)
                try say(city)
            } catch {
                if options.json { try? Terminal.print(json: Report(error)) }
                throw Failure(.configuration, text: options.json ? "" : error.text)
            }
        }

        private func say(_ city: City) throws(CityMistakes) {
            if options.json {
                try? Terminal.print(json: Report())
            } else {
                Terminal.print(
                    """
                    \(options.config) is right: \(city.departments.count) departments, \(city.apps.count) apps, \
                    \(city.listeners.count) listeners, \(city.policyTests.count) policy tests
                    """
                )
            }
        }
    }

    /// The JSON form of the answer.
    private struct Report: Encodable {
        struct Line: Encodable {
            let code: String
            let what: String
            let file: String
            let line: Int
            let column: Int
            let fix: String
        }

        let ok: Bool
        let mistakes: [Line]

        init() { (ok, mistakes) = (true, []) }

        init(_ found: CityMistakes) {
            ok = false
            mistakes = found.mistakes.map {
                Line(
                    code: $0.code.rawValue,
                    what: $0.what,
                    file: $0.file,
                    line: $0.line,
                    column: $0.column,
                    fix: $0.fix
                )
            }
        }
    }
}
