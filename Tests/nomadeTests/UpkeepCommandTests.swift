import ArgumentParser
import Foundation
import Testing

@testable import nomade

@Suite struct `The commands of upkeep` {
    @Test func `S-30: a backup holds no key, is for its owner alone, and is never written over another file`()
        async throws
    {
        try await withCity { folder, config in
            try await run(AuditCommand.Verify.self, config)
            try await run(BackupCommand.self, config, folder + "/copy.sqlite")
            let mode = try FileManager.default.attributesOfItem(atPath: folder + "/copy.sqlite")[.posixPermissions]
            #expect(mode as? Int == 0o600)
            let key = try String(contentsOfFile: folder + "/nomade.key", encoding: .utf8).split(separator: " ")
            let copy = try Data(contentsOf: URL(fileURLWithPath: folder + "/copy.sqlite"))
            let secret = try #require(key.first { $0.utf8.count > 40 }?.split(separator: "\n").first)
            #expect(secret.utf8.count == 44)
            #expect(copy.range(of: Data(secret.utf8)) == nil)
            #expect(await status { try await run(BackupCommand.self, config, folder + "/copy.sqlite") } == 64)
        }
    }

    @Test func `S-35: a backup of what is not there makes nothing`() async throws {
        try await withCity { folder, config in
            #expect(await status { try await run(BackupCommand.self, config, folder + "/copy.sqlite") } == 69)
            #expect(!FileManager.default.fileExists(atPath: folder + "/data/nomade.sqlite"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/copy.sqlite"))
        }
    }

    @Test func `a key is added under a name of its own, and the log is whole before and after`() async throws {
        try await withCity { _, config in
            try await run(AuditCommand.Verify.self, config)
            try await run(KeysCommand.Rotate.self, config, "--name", "second")
            #expect(
                await status { try await run(KeysCommand.Rotate.self, config, "--name", "second") } == 78
            )
            try await run(AuditCommand.Verify.self, config)
            #expect(await status { try await run(AuditCommand.Verify.self, config, "--head", "1042") } == 64)
            let later = "9:" + String(repeating: "0", count: 64)
            #expect(await status { try await run(AuditCommand.Verify.self, config, "--head", later) } == 1)
        }
    }

    @Test func `X-62: the doctor ends with 1 when something failed`() async throws {
        try await withCity { _, config in
            #expect(await status { try await run(DoctorCommand.self, config, "--json") } == 1)
            #expect(await status { try await run(DoctorCommand.self, config + ".absent") } == 1)
        }
    }

    private func run(_ type: (some AsyncParsableCommand).Type, _ config: String, _ words: String...) async throws {
        var command = try type.parse(["--config", config] + words)
        try await command.run()
    }

    private func status(of act: () async throws -> Void) async -> Int32? {
        do { try await act() } catch { return (error as? Failure)?.status.rawValue }
        return 0
    }

    /// A city file in a folder of its own, without certificate or data yet.
    private func withCity(_ body: (_ folder: String, _ config: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nomade-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Self.text.write(toFile: folder + "/nomade.yaml", atomically: true, encoding: .utf8)
        try await body(folder, folder + "/nomade.yaml")
    }

    private static let text = """
        city: {name: Ville d'Exemple, portal: "https://agents.ville.example"}
        data: ./data
        key-file: ./nomade.key
        certificate: {chain: tls.pem, key: tls.key}
        listeners:
          - {address: "127.0.0.1:8443", channel: nomade}
        employers:
          ville: {name: Ville d'Exemple, siret: "21750001600019"}
        contacts:
          rh: {name: Ressources humaines, phone: 01 99 00 45 10}
        departments:
          mairie: {name: Mairie, employer: ville, contacts: {hr: rh, it: rh}}
        apps:
          wiki: {name: Wiki, host: wiki.ville.example, upstream: "http://127.0.0.1:1", owner: rh, allow: [{everyone: true}]}

        """
}
