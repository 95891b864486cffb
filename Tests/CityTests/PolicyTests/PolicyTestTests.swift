import City
import Policy
import Testing

@Suite struct `A policy test of the city file` {
    @Test func `passes when the rules do what the city expects`() async throws {
        let results = await PolicyTest.run(in: try Town.city(), now: Instant(seconds: 0)) { _, _ in nil }
        #expect(results.map(\.problem) == [nil])
    }

    @Test func `says what it expected, what it got and why`() async throws {
        let text = Town.text.replacing("dpe, app", with: "cde, app")
        let stranger = "  - {agent: \"0400009\", app: paie, channel: office, expect: hide}\n"
        let city = try City.read(text: text + stranger, path: "nomade.yaml")
        let results = await PolicyTest.run(in: city, now: Instant(seconds: 0)) { _, _ in nil }
        #expect(results.map(\.passed) == [false, false])
        #expect(results[0].problem == "expected permit, got refuse because of factor.missing")
        #expect(results[0].test.line == 33)
        #expect(results[1].problem == "there is no such agent")
    }
}
