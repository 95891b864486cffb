import City
import Policy
import Store
import Testing
import TwoEngines

@testable import Portal

@Suite struct `The doctor, on a PostgreSQL server` {
    private func checks(_ address: PostgreSQLAddress, in clinic: Clinic, at now: Int64 = 0) async -> [Check] {
        let files = CityFiles(
            city: clinic.files.city,
            data: clinic.files.data,
            keyFile: clinic.files.keyFile,
            certificate: nil,
            server: DatabaseServer(host: address.host, port: address.port, role: address.role, name: address.name)
        )
        return await DatabaseChecks(
            files: files,
            migrations: StoreSchema.migrations,
            now: Clinic.now.adding(seconds: now)
        ).run()
    }

    @Test func `X-62: finds one in good health, and says when migrations wait`() async throws {
        try await Clinic.with { clinic in
            let database = try await LeasedDatabase()
            #expect(await checks(database.address, in: clinic).map(\.verdict) == [.ok, .warn])
            try await database.migrate(StoreSchema.migrations)
            #expect(await checks(database.address, in: clinic).map(\.verdict) == [.ok, .ok])
        }
    }

    @Test func `X-62: names a server that is not there, a role without rights, and a clock that is off`() async throws {
        try await Clinic.with { clinic in
            let database = try await LeasedDatabase()
            let role = try #require(database.address.role)
            let off = await checks(database.address, in: clinic, at: 120)
            #expect(off.contains { $0.verdict == .warn && $0.cause.contains("behind") })
            try await DebianServer.shared.operate("ALTER SCHEMA \(role) OWNER TO nomade;")
            #expect(await checks(database.address, in: clinic).first { $0.verdict == .fail } != nil)
            let nowhere = PostgreSQLAddress(host: "127.0.0.1", port: 1, role: role, name: "nomade")
            #expect(await checks(nowhere, in: clinic).map(\.verdict) == [.fail])
        }
    }
}
