import City
import People
import Policy
import Testing

@testable import Portal

@Suite struct `The doctor, on contacts` {
    private let now = Clinic.now

    private func standing(_ id: String, days: Int64?, _ answers: (Int, Int) = (0, 0)) -> ContactStanding {
        let contact = Contact(id: id, name: id, office: nil, phone: "01 99 00 45 10", hours: nil, mail: nil)
        return ContactStanding(contact, confirmedAt: days.map { now.adding(seconds: -$0 * 86_400) }, answers: answers)
    }

    private func checks(_ standings: [ContactStanding]) async throws -> [Check] {
        var checks: [Check] = []
        try await Clinic.with { checks = ContactChecks.checks(standings, in: $0.city, at: now) }
        return checks
    }

    @Test func `CT-3: names those that are due, with the page that mends it`() async throws {
        let check = try #require(
            try await checks([standing("a", days: nil), standing("b", days: 93), standing("c", days: 9)]).first
        )
        #expect(check.verdict == .warn && check.cause.hasSuffix("a, b"))
        #expect(check.fix?.hasSuffix("https://nomades.example.fr/desk/contacts") == true)
        #expect(try await checks([standing("c", days: 9)]).map(\.verdict) == [.ok])
    }

    @Test func `CT-6: names one where callers find nobody`() async throws {
        let found = try await checks([standing("a", days: 9, (1, 4))])
        #expect(found.map(\.verdict) == [.warn, .ok] && found[0].cause.hasPrefix("4 callers found nobody"))
    }
}
