import Policy
import SignIn
import Testing

@Suite struct `Guesses` {
    private let nine = Instant(seconds: 1_795_507_200)

    @Test func `S-22: the fourth guess waits a second, the next twice as long, never over half a minute`() {
        var throttle = Throttle(failures: 0, lastAt: nine)
        var waits: [Int64] = []
        for _ in 0..<9 {
            throttle = throttle.counting(at: nine, .person)
            if case .slowed(let seconds) = throttle.admission(at: nine, .person) { waits.append(seconds) }
        }
        #expect(waits == [1, 2, 4, 8, 16, 30, 30])
    }

    @Test func `S-22: ten guesses make a pause that ends by itself`() {
        let throttle = Throttle(failures: 10, lastAt: nine)
        let end = nine.adding(seconds: 900)
        #expect(throttle.admission(at: nine.adding(seconds: 899), .person) == .paused(until: end))
        #expect(throttle.admission(at: end, .person) == .open)
        #expect(throttle.counting(at: end, .person).failures == 4)
    }

    @Test func `S-22: an hour of quiet forgets them`() {
        #expect(Throttle(failures: 9, lastAt: nine).counting(at: nine.adding(seconds: 3_600), .person).failures == 1)
    }

    @Test func `a clock that went back opens nothing`() {
        let throttle = Throttle(failures: 10, lastAt: nine)
        #expect(
            throttle.admission(at: nine.adding(seconds: -5_000), .person) == .paused(until: nine.adding(seconds: 900))
        )
    }

    @Test func `the stricter of two answers is given`() {
        let pause = Throttle.Admission.paused(until: nine)
        #expect(Throttle.Admission.open.and(pause) == pause && pause.and(.slowed(seconds: 3)) == pause)
        #expect(Throttle.Admission.slowed(seconds: 1).and(.slowed(seconds: 2)) == .slowed(seconds: 2))
    }
}
