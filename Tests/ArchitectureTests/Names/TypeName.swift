/// A type that a file declares, and what the house says of its name.
struct TypeName {
    let name: String
    let line: Int
    /// The rest of the declaration's line, such as `: ChannelInboundHandler {`.
    let rest: String

    static func declared(in file: SourceFile) -> [TypeName] {
        file.source.lines.enumerated().compactMap { index, line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(where: { kinds.contains(String($0)) }), place + 1 < words.count,
                words[..<place].allSatisfy(isModifier)
            else { return nil }
            let name = words[place + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            return name.isEmpty ? nil : TypeName(name: String(name), line: index + 1, rest: line)
        }
    }

    private static let kinds: Set<String> = ["struct", "class", "enum", "actor", "protocol"]

    private static func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@")
            || ["public", "package", "internal", "fileprivate", "private", "final", "indirect", "nonisolated"].contains(
                word
            )
    }

    private static let refusedEndings = [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Handler", "Service", "Impl", "Base", "Common",
        "Core",
        "Shared", "Misc", "Data", "Info",
    ]

    /// Why the house refuses the name, or nil when it is a noun of the house.
    var refusal: String? {
        if name.hasPrefix("New"), name.dropFirst(3).first?.isUppercase == true {
            return "\(name): a type is a noun of the house, and nothing stays new"
        }
        guard let ending = Self.refusedEndings.first(where: { name.hasSuffix($0) }) else { return nil }
        if ending == "Handler", rest.contains("Channel") { return nil }
        return "\(name): a type is a noun of the house, not a …\(ending)"
    }
}
