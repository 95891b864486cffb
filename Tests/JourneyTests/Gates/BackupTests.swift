import DemoTown
import Foundation
import Store
import Testing
import TwoEngines

/// The copy that `nomade backup` makes of a PostgreSQL database, read into another one.
@Suite struct `A copy of a PostgreSQL database` {
    private struct Copy: Decodable {
        let file: String
        let auditHead: String
    }

    /// Each table of the schema with the hash of all its rows, in one order.
    private func rows(of database: String, _ schema: String, _ server: DebianServer) async throws -> [String] {
        try await server.operate(
            """
            \\connect \(database)
            SELECT table_name || ' ' || md5(CAST(query_to_xml(format('SELECT * FROM %I.%I t ORDER BY CAST(t AS TEXT)',
                table_schema, table_name), TRUE, TRUE, '') AS TEXT))
            FROM information_schema.tables WHERE table_schema = '\(schema)' ORDER BY table_name;
            """
        )
    }

    @Test(.timeLimit(.minutes(5)))
    func `S-30, ST-27: holds every row and no key, and a gate on it knows everybody's session`() async throws {
        let server = DebianServer()
        let address = try await server.newRole()
        let schema = try #require(address.role)
        try await TwoGates.live(on: address) { gates in
            let (browser, moussa) = (gates.browser(), try gates.person("Moussa"))
            #expect(try await browser.signIn(moussa, at: gates.address(gates.a)).body == "kept")
            let file = gates.town.options.folder + "/copy.dump"
            for gate in [gates.a, gates.b] { gate.kill() }
            let printed = try await gates.a.command("backup", file, "--json")
            let copy = try JSONDecoder().decode(Copy.self, from: printed)
            let mode = try FileManager.default.attributesOfItem(atPath: copy.file)[.posixPermissions]
            #expect(mode as? Int == 0o600)
            try expectNoKey(in: file, gates)

            try await server.restore(file, into: "restored", of: address)
            let tables = try await rows(of: "nomade", schema, server)
            #expect(tables.count > 20)
            #expect(try await rows(of: "restored", schema, server) == tables)

            try gates.b.rewrite { $0.replacing(":\(address.port)/nomade\"", with: ":\(address.port)/restored\"") }
            _ = try await gates.b.command("audit", "verify", "--head", copy.auditHead)
            try await gates.b.start()
            #expect(try await browser.open(gates.address(gates.b)).body == "kept")
            try await browser.close()
        }
    }

    private func expectNoKey(in file: String, _ gates: TwoGates) throws {
        let keys = try String(contentsOfFile: gates.town.options.folder + "/nomade.key", encoding: .utf8)
            .split(whereSeparator: \.isWhitespace).filter { $0.utf8.count == 44 }.map(String.init)
        #expect(!keys.isEmpty)
        let words = try DebianServer.words(of: file)
        #expect(words.contains("CREATE TABLE"))
        for key in keys {
            let bytes = try #require(Data(base64Encoded: key)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            #expect(!words.contains(key) && !words.contains(bytes.joined()))
        }
    }
}
