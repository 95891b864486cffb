import Testing

@testable import City

@Suite struct `A city file that the library would not survive` {
    /// Thirty lines, each of which says the one before twice: compared as keys, a billion blocks.
    private var bomb: String {
        let lines = (1..<30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }
        return "a0: &a0 x\n" + lines.joined() + "? *a29\n: 1\n? *a28\n: 2\n"
    }

    @Test(.timeLimit(.minutes(5))) func `S-38: is refused before the library when blocks repeat blocks`() {
        #expect(mistake(in: bomb) == "the file repeats blocks by & and *")
    }

    @Test func `S-38: is refused when it is over four mebibytes`() {
        #expect(mistake(in: String(repeating: "# long\n", count: 700_000)) == "the file is over 4 MiB")
    }

    @Test(arguments: ["eau & déchets *", "R&D", "- &x a", "*gras*", "a: \"&b\" # *c"])
    func `does not count signs that stand for themselves`(text: String) {
        #expect(!TextLimits.mayUseAliases(text))
    }

    @Test(arguments: ["a: &b c\nd: *b", "[&b c,*b]", "{&b c:*b}", "\u{85}&é a\n*é"])
    func `counts an anchor with an alias, wherever they may stand`(text: String) {
        #expect(TextLimits.mayUseAliases(text))
    }

    private func mistake(in text: String) -> String? {
        do throws(CityMistakes) {
            _ = try City.read(text: text, path: "nomade.yaml")
            return nil
        } catch {
            return error.mistakes.first?.what
        }
    }
}
