import Gate
import Glibc
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A full house` {
    @Test func `G-47, S-9: turns one more away, and lets those go who rest, so that the next is served`() async throws {
        try await Town.open(FakeApp.hello, places: 4) { (town: Town) async throws in
            var silent: [Wire] = []
            for _ in 0..<4 { silent.append(try await town.wire()) }
            for _ in 0..<400 where await town.gate.clients() < 4 { try await Task.sleep(for: .milliseconds(5)) }
            let fifth = try await town.wire()
            #expect(try await fifth.readToEnd().isEmpty)
            for wire in silent { #expect(try await wire.readToEnd().isEmpty) }
            #expect(try await town.answer(Town.get()).body == "hello")
        }
    }

    @Test func `G-47, S-38: has the limit of open files raised as far as the system allows`() async throws {
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            var limit = rlimit()
            #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            #expect(limit.rlim_cur == min(limit.rlim_max, 1 << 20))
        }
    }
}
