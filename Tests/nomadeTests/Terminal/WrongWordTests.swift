import ArgumentParser
import Testing

@testable import nomade

@Suite struct `A wrong word` {
    struct Town: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "town", subcommands: [Import.self, Issue.self])
    }
    struct Import: ParsableCommand {}
    struct Issue: ParsableCommand {}

    @Test func `X-60: is answered with the command that was meant`() {
        #expect(WrongWord.complaint(about: ["imprt"], in: Town.self)?.contains("did you mean  nomade import?") == true)
    }

    @Test func `X-60: that resembles nothing is answered with the whole list`() {
        #expect(WrongWord.complaint(about: ["zzzzzz"], in: Town.self)?.contains("one of: import, issue") == true)
    }

    @Test func `is not seen in a right one`() {
        #expect(WrongWord.complaint(about: ["issue", "0412345"], in: Town.self) == nil)
    }
}
