import ArgumentParser
import City
import Foundation
import Policy
import Portal
import Store

/// `nomade keys`: the key file.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Add a key to the key file.",
        subcommands: [Rotate.self]
    )

    /// `nomade keys rotate`: a new key seals from the next start; the older ones still open what they sealed.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a new key, which seals from the next start on.")

        @OptionGroup var options: CityOptions

        @Option(name: .long, help: "The new key's name: small letters, digits and hyphens. Default: today's date.")
        var name: String?

        func run() async throws {
            let files = try options.city().files
            let today = Date(timeIntervalSince1970: TimeInterval(Clock().now().seconds))
            do {
                let named = name ?? today.formatted(.iso8601.year().month().day())
                let keys = try KeyFile.rotate(at: files.keyFile, outside: files.data, named: named)
                if options.json { return try Terminal.print(json: ["keys": keys.names]) }
                Terminal.print("the key file holds \(keys.names.joined(separator: ", ")); the last one seals")
                Terminal.say("Copy \(files.keyFile) to where its copy is kept, then restart the server.")
            } catch let mistake as KeyFileMistake {
                throw Failure(.configuration, code: mistake.code, what: mistake.what, fix: mistake.fix)
            }
        }
    }
}
