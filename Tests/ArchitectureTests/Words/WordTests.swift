import Testing

@Suite struct `The words of the code` {
    @Test func `hold no trap, no hidden clock, no loose task`() {
        let refusals = Repository.program.flatMap { file in ForbiddenWord.all.flatMap { $0.refusals(in: file) } }
        #expect(refusals == [])
    }

    @Test(arguments: [
        "fatalError()", "let a = try! b()", "let a = b as! C", "let now = Date()", "Task { await a() }",
        "public struct A {}",
        "precondition(a > 0)", "print(\"a\")", "Task.detached { }", "nonisolated(unsafe) var a = 1",
    ])
    func `are refused wherever they stand`(line: String) {
        let planted = SourceFile(path: "Sources/Web/Page.swift", text: "struct Page {\n    \(line)\n}\n")
        let refusals = ForbiddenWord.all.flatMap { $0.refusals(in: planted) }
        #expect(refusals.count == 1)
        #expect(refusals.first?.hasPrefix("Sources/Web/Page.swift:2 says ") == true)
    }

    @Test(arguments: [
        "// fatalError is not used here", "let text = \"try! as! Date()\"", "let a = try? b()", "let a = b as? C",
        "let publicName = 1", "withTaskGroup { }", "reprint(a)", "sink.print(a)", "UpToDate()",
    ])
    func `leave harmless lines alone`(line: String) {
        let file = SourceFile(path: "Sources/Web/Page.swift", text: line)
        #expect(ForbiddenWord.all.flatMap { $0.refusals(in: file) } == [])
    }

    @Test func `let the wiring read the clock and the command print`() {
        let wiring = SourceFile(path: "Sources/Portal/Server.swift", text: "let now = Date()\n")
        let command = SourceFile(path: "Sources/nomade/PolicyCommand.swift", text: "print(answer)\n")
        #expect(ForbiddenWord.all.flatMap { $0.refusals(in: wiring) + $0.refusals(in: command) } == [])
    }

    @Test func `promise unchecked safety only in Store and Gate, with the reason`() {
        #expect(Repository.program.flatMap(UncheckedSendable.refusals) == [])

        let line = "final class Box: @unchecked Sendable {}\n"
        let reasoned = "// SAFETY: only its event loop touches it.\n" + line
        #expect(UncheckedSendable.refusals(in: SourceFile(path: "Sources/Web/Box.swift", text: reasoned)).count == 1)
        #expect(UncheckedSendable.refusals(in: SourceFile(path: "Sources/Gate/Box.swift", text: line)).count == 1)
        #expect(UncheckedSendable.refusals(in: SourceFile(path: "Sources/Gate/Box.swift", text: reasoned)) == [])
    }

    @Test func `leave nothing for later: no note of work that is still to be done`() {
        let notes = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
        let found = (Repository.program + Repository.tests).filter { file in notes.contains { file.text.contains($0) } }
        #expect(found.map(\.path) == [])
    }
}
