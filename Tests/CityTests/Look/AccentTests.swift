import City
import Testing

@Suite struct `The city's accent` {
    @Test func `X-31: has the contrasts that the look promises`() throws {
        let act = try #require(Accent("#0F4C5C"))
        #expect((act.leastContrast(on: Accent.light) * 100).rounded() == 911)
        let dark = try #require(Accent("#7CC7D6"))
        #expect((dark.leastContrast(on: Accent.dark) * 100).rounded() == 832)
    }

    @Test(arguments: ["0F4C5C", "#0F4C5", "#0F4C5G", "#0F4C5C0", "petrol", "#é1234"])
    func `is written in six hexadecimal digits`(text: String) {
        #expect(Accent(text) == nil)
    }
}
