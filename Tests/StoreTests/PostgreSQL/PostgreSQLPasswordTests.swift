import Foundation
import Testing
import TwoEngines

@testable import Store

@Suite struct `The password of the database` {
    private func withPassword(_ word: String, mode: Int = 0o600, _ body: (PostgreSQLAddress) async throws -> Void)
        async throws
    {
        let role = try await DebianServer.shared.newRole()
        let name = try #require(role.role)
        try await DebianServer.shared.operate("ALTER ROLE \(name) PASSWORD 'canari-bleu-17';")
        try await withFolder { folder in
            let file = folder + "/database.password"
            #expect(
                FileManager.default.createFile(
                    atPath: file,
                    contents: Data("\(word)\n".utf8),
                    attributes: [.posixPermissions: mode]
                )
            )
            try await body(
                PostgreSQLAddress(host: "127.0.0.1", port: role.port, role: name, name: role.name, passwordFile: file)
            )
        }
    }

    @Test func `S-30: is read from its file, and opens over the loopback`() async throws {
        try await withPassword("canari-bleu-17") { address in
            let database = PostgreSQLDatabase(at: address)
            try await database.migrate(Town.migrations)
            #expect(try await database.health().mayCreate)
            try database.close()
        }
    }

    @Test(arguments: [("canari-rouge-18", 0o600), ("canari-bleu-17", 0o644), ("", 0o600)])
    func `S-30: when wrong, absent or open to others refuses, and is in no error`(word: String, mode: Int) async throws
    {
        try await withPassword(word, mode: mode) { address in
            let database = PostgreSQLDatabase(at: address)
            let error = await #expect(throws: StoreError.self) {
                try await database.read { _ = try $0.query("SELECT 1") }
            }
            guard case .unreachable(let cause) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            var shown = cause + "\(address)"
            dump(database, to: &shown)
            #expect(!shown.contains("canari"))
        }
    }
}
