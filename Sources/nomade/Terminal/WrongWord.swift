import ArgumentParser
import City

/// A command that does not exist, with the nearest that does.
enum WrongWord {
    /// The complaint, or nil when each leading word names a command.
    static func complaint(about words: [String], in root: any ParsableCommand.Type) -> String? {
        var command = root
        var path = "nomade"
        for word in words {
            let children = command.configuration.subcommands
            guard !children.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
            let names = children.map { $0._commandName }
            guard let index = names.firstIndex(of: word) else {
                let near = Nearest.word(to: word, among: names)
                let hint = near.map { "did you mean  \(path) \($0)?" } ?? "one of: \(names.joined(separator: ", "))"
                return "error[usage.command]: there is no command  \(path) \(word)\nfix: \(hint)"
            }
            command = children[index]
            path += " " + word
        }
        return nil
    }
}
