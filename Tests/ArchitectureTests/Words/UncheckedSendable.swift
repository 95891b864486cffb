/// `@unchecked Sendable` is a promise that the compiler does not check: only Store and Gate make it, and say why.
enum UncheckedSendable {
    static func refusals(in file: SourceFile) -> [String] {
        let raw = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        return file.source.lines.enumerated().compactMap { index, line in
            guard line.contains("@unchecked Sendable") else { return nil }
            let place = "\(file.path):\(index + 1)"
            guard ["Store", "Gate"].contains(file.part) else {
                return "\(place) says @unchecked Sendable: only Store and Gate may"
            }
            let reasoned = raw[max(0, index - 4)...index].contains { $0.contains("// SAFETY:") }
            return reasoned ? nil : "\(place) says @unchecked Sendable without a // SAFETY: line above it"
        }
    }
}
