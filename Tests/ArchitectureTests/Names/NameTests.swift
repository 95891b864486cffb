import Testing

@Suite struct `The names of the house` {
    @Test func `are nouns of the house, never a Manager or a Helper`() {
        let refusals = Repository.program.flatMap { file in
            TypeName.declared(in: file).compactMap { type in type.refusal.map { "\(file.path):\(type.line) \($0)" } }
        }
        #expect(refusals == [])
    }

    @Test(arguments: [
        "package final class SessionManager {", "struct DateHelper {", "enum PolicyUtils {", "struct LeaveData {",
        "actor MailService {", "struct RequestHandler {", "struct NewAgent {",
    ])
    func `are refused when they are not`(line: String) {
        let planted = SourceFile(path: "Sources/Web/A.swift", text: line)
        #expect(TypeName.declared(in: planted).compactMap(\.refusal).count == 1)
    }

    @Test(arguments: [
        "final class HeadHandler: ChannelInboundHandler {", "struct Newcomer {", "struct LeaveStore {",
        "enum Verdict: String {",
    ])
    func `are let through when they are`(line: String) {
        #expect(TypeName.declared(in: SourceFile(path: "Sources/Web/A.swift", text: line)).compactMap(\.refusal) == [])
    }

    @Test func `stand on the file of their main type`() {
        #expect(Repository.program.filter(isMisnamed).map(\.path) == [])

        let planted = SourceFile(path: "Sources/Web/Types.swift", text: "struct Page {}\nstruct Shell {}\n")
        #expect(isMisnamed(planted))
        #expect(isMisnamed(SourceFile(path: "Sources/Web/Extensions.swift", text: "extension String {}\n")))
    }

    private func isMisnamed(_ file: SourceFile) -> Bool {
        let types = TypeName.declared(in: file).map(\.name)
        let refused = ["Extensions", "Types", "Constants", "Models", "Helpers", "Utilities"].contains(file.name)
        let onlyTypes = !types.isEmpty && !file.source.lines.contains { $0.contains("extension ") }
        return refused || (onlyTypes && file.name != "main" && !types.contains(file.name))
    }
}
