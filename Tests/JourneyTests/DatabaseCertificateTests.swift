import City
import DemoTown
import Foundation
import Portal
import Store
import Testing
import TwoEngines

/// A PostgreSQL server on another address than the loopback's first, which is another machine to Nomade.
@Suite(.serialized, .timeLimit(.minutes(5))) struct `A database server on another machine` {
    private static let host = "127.0.0.2"

    /// A town on a server with the certificate of such a name, or with none.
    private func live(
        certifiedFor name: String?,
        _ story: (_ city: String, _ authority: Authority) async throws -> Void
    )
        async throws
    {
        let server = DebianServer()
        let running = try await server.start()
        let address = try await server.newRole()
        let role = try #require(address.role)
        try await server.operate("ALTER ROLE \(role) PASSWORD 'canari-vert-19';")
        let folder = FileManager.default.temporaryDirectory.appending(path: "nomade-remote-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let town = try await Town.prepare(TownOptions(folder: folder, port: 1), now: Clock().now())
        let authority = try Authority.prepare(in: folder + "/db", for: [name ?? Self.host], now: Clock().now())
        if name != nil { try await certify(server, in: running.folder, by: authority) }
        let password = folder + "/database.password"
        try Data("canari-vert-19\n".utf8).write(to: URL(filePath: password))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: password)
        let there = PostgreSQLAddress(host: Self.host, port: address.port, role: role, name: address.name)
        try there.write(into: town.files.city)
        let text = try String(contentsOfFile: town.files.city, encoding: .utf8)
        let more = "database-password-file: ./database.password\n"
        try (text + more).write(toFile: town.files.city, atomically: true, encoding: .utf8)
        try await story(town.files.city, authority)
        await town.stop()
    }

    /// Gives the server its certificate and its key, which the server's own user must be able to read.
    private func certify(_ server: DebianServer, in folder: String, by authority: Authority) async throws {
        let owner = try FileManager.default.attributesOfItem(atPath: folder)
        for (source, name, mode) in [(authority.chain, "tls.pem", 0o644), (authority.key, "tls.key", 0o600)] {
            let target = "\(folder)/\(name)"
            try FileManager.default.copyItem(atPath: source, toPath: target)
            let attributes: [FileAttributeKey: Any] = [
                .posixPermissions: mode, .ownerAccountID: owner[.ownerAccountID] ?? 0,
            ]
            try FileManager.default.setAttributes(attributes, ofItemAtPath: target)
            try await server.operate("ALTER SYSTEM SET ssl_\(name == "tls.pem" ? "cert" : "key")_file = '\(target)';")
        }
        try await server.operate("ALTER SYSTEM SET ssl = on;\nSELECT pg_reload_conf();")
        while try await server.operate("SHOW ssl;") != ["on"] { try await Task.sleep(for: .milliseconds(20)) }
    }

    private func open(_ city: String, trusting authority: String) async throws -> Installation {
        let text = try String(contentsOfFile: city, encoding: .utf8)
        let path = city + ".yaml"
        try (text + "database-authority: \(authority)\n").write(toFile: path, atomically: true, encoding: .utf8)
        return try await Installation.open(try City.read(path: path), now: Clock().now())
    }

    private func refusal(_ city: String, trusting authority: String) async -> StartRefusal? {
        do { try await open(city, trusting: authority).database.close() } catch { return error as? StartRefusal }
        return nil
    }

    @Test func `S-40: that its authority vouches for is used, over TLS`() async throws {
        try await live(certifiedFor: Self.host) { city, authority in
            let database = try await open(city, trusting: authority.root).database
            let isEncrypted: Int64? = try await database.read { reading in
                let row = try reading.one("SELECT ssl AS encrypted FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                return try row?["encrypted"]
            }
            #expect(isEncrypted == 1)
            try database.close()
        }
    }

    @Test func `S-35, S-40: that another authority vouches for, or whose authority is not there, is no start`()
        async throws
    {
        try await live(certifiedFor: Self.host) { city, _ in
            let folder = URL(filePath: city).deletingLastPathComponent().path
            let stranger = try Authority.prepare(in: folder + "/stranger", for: [Self.host], now: Clock().now())
            let wrong = try #require(await refusal(city, trusting: stranger.root))
            #expect(wrong.code == "database.unusable")
            #expect(wrong.what.contains("certificate verify failed"), "\(wrong.what)")
            #expect(wrong.what.contains("@\(Self.host):") && !wrong.what.contains("canari"))
            let absent = try #require(await refusal(city, trusting: folder + "/absent.pem"))
            #expect(absent.what.contains("absent.pem"), "\(absent.what)")
        }
    }

    @Test func `S-35, S-40: whose certificate is for another name, or which has none, is no start`() async throws {
        try await live(certifiedFor: "127.0.0.3") { city, authority in
            let refusal = try #require(await refusal(city, trusting: authority.root))
            #expect(refusal.what.contains("does not match host name"), "\(refusal.what)")
        }
        try await live(certifiedFor: nil) { city, authority in
            let refusal = try #require(await refusal(city, trusting: authority.root))
            #expect(refusal.what.contains("does not support SSL"), "\(refusal.what)")
        }
    }
}
