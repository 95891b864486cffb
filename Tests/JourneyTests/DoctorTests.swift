import DemoTown
import Portal
import Testing

@Suite(.serialized) struct `The doctor in a living town` {
    @Test
    func `X-62: comes to the sign-in by at most three redirects with whole cookies, and a name alone opens nothing`()
        async throws
    {
        try await LivingTown.live { town in
            let installation = town.server.installation
            let doctor = Doctor(city: installation.city, migrations: [], now: Clock().now())
            let checks = await doctor.examine()
            let found = checks.filter { $0.layer == .signIn }
            #expect(found.map(\.verdict) == [.ok, .ok, .ok], "\(found.map(\.cause))")
            #expect(checks.contains { $0.layer == .clock && $0.name.contains("beside") })
        }
    }
}
