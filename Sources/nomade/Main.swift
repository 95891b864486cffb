import ArgumentParser
import Foundation

/// Reads the words, runs the command, and ends with the status that DESIGN.md fixes.
@main
enum Main {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        if let answer = CodeHelp.answer(to: words) {
            Terminal.print(answer)
            exit(ExitStatus.done.rawValue)
        }
        if let complaint = WrongWord.complaint(about: words, in: NomadeCommand.self) {
            Terminal.say(complaint)
            exit(ExitStatus.usage.rawValue)
        }
        exit(await run(words).rawValue)
    }

    private static func run(_ words: [String]) async -> ExitStatus {
        do {
            var command = try NomadeCommand.parseAsRoot(words)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return .done
        } catch let failure as Failure {
            if !failure.text.isEmpty { Terminal.say(failure.text) }
            return failure.status
        } catch {
            let code = NomadeCommand.exitCode(for: error)
            let message = NomadeCommand.fullMessage(for: error)
            if code == .success { Terminal.print(message) } else { Terminal.say(message) }
            return ExitStatus(rawValue: code.rawValue) ?? .no
        }
    }
}
