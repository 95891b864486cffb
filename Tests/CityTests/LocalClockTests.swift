import City
import Policy
import Testing

@Suite struct `The city's clock` {
    @Test(arguments: [
        ("2026-11-24T10:00", Int64(1_795_510_800), Weekday.tuesday, 600),
        ("2026-07-14T23:59", 1_784_066_340, .tuesday, 1_439),
        ("2026-03-29T03:00", 1_774_746_000, .sunday, 180),
        ("2026-10-25T02:30", 1_792_888_200, .sunday, 150),
    ])
    func `knows summer and winter`(local: String, seconds: Int64, weekday: Weekday, minute: Int) throws {
        let city = try Town.city()
        let instant = try #require(city.instant(local: local))
        #expect(instant.seconds == seconds)
        #expect(city.localTime(of: instant) == LocalTime(instant: instant, weekday: weekday, minute: minute))
    }

    @Test(arguments: ["", "2026-11-24", "2026-02-29T10:00", "2026-11-24T24:00", "2026-11-24 10:00", "26-11-24T10:00"])
    func `takes no date that does not exist`(text: String) throws {
        #expect(try Town.city().instant(local: text) == nil)
    }

    @Test func `fixes the hour that rules see and leaves the clock of proofs`() throws {
        let city = try Town.city()
        let night = try #require(city.instant(local: "2026-11-29T23:00"))
        let time = city.localTime(of: Instant(seconds: 7), asAt: night)
        #expect(time == LocalTime(instant: Instant(seconds: 7), weekday: .sunday, minute: 1_380))
    }

    @Test func `does not trap at the ends of time`() throws {
        let city = try Town.city()
        for seconds in [Int64.min, .max] { _ = city.localTime(of: Instant(seconds: seconds)) }
    }
}
