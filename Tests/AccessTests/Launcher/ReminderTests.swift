import City
import Policy
import Testing
import Web

@testable import Access

@Suite struct `A reminder` {
    private func reminder(_ title: String) -> Reminder {
        Reminder(
            title: title,
            address: "https://voirie.nomades.localhost:8443/",
            name: "voirie-1@nomades.localhost",
            from: Instant(seconds: 1_795_586_400),
            madeAt: Town.now
        )
    }

    @Test func `is one event of a calendar, at the hour when the app opens`() throws {
        let city = try Town.city()
        let decision = city.ruleset.decide(Town.question("voirie", city: city))
        let opening = try #require(decision.opening)
        #expect(Reminder.stamp(opening) == "20261125T060000Z")
        #expect(city.ruleset.decide(Town.question("paie", city: city)).opening == nil)
        let lines = reminder("Voirie est ouverte").text.split(separator: "\r\n")
        #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "END:VCALENDAR")
        #expect(lines.contains("DTSTAMP:20261124T130200Z"))
    }

    @Test func `X-2: is offered where an hour is waited for, and only there`() throws {
        let city = try Town.city()
        let pages = RefusalPages(city: city, texts: try Town.shell(city).texts)
        func offers(_ app: String) throws -> Bool {
            let decision = city.ruleset.decide(Town.question(app, city: city))
            return pages.page(for: decision, try Town.asking()).others.contains {
                $0["address"] == .text("https://nomades.localhost:8443/apps/\(app)/reminder")
            }
        }
        #expect(try offers("voirie"))
        #expect(try !offers("paie"))
    }

    @Test func `S-41: has no name that ends its line, and no line over 75 octets`() {
        let text = reminder("Voirie ; a,b\\c\r\nEND:VEVENT \(String(repeating: "é", count: 90))").text
        #expect(text.contains("SUMMARY:Voirie \\; a\\,b\\\\c\\nEND:VEVENT "))
        #expect(text.utf8.split(separator: 10).allSatisfy { $0.count <= 76 && $0.last == 13 })
        let whole = text.replacing("\r\n ", with: "")
        #expect(whole.contains(String(repeating: "é", count: 90)))
    }
}
