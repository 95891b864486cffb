import Audit
import People
import Policy
import Store
import Testing
import TwoEngines
import Web

@testable import SignIn

@Suite(.onBothEngines) struct `The keeper of sessions` {
    private func entry(_ town: SmallTown, _ agent: String = SmallTown.marc) async throws -> SignInEntry {
        try await town.door.prove(town.typed(agent), from: town.visitor(channel: .office)).entry()
    }

    private func keeper(_ town: SmallTown, _ table: SessionTable? = nil) -> SessionKeeper {
        SessionKeeper(table: table ?? town.table, database: town.database, roll: town.roll)
    }

    @Test func `S-15: a restart keeps the sessions, and their sleep`() async throws {
        let town = try await SmallTown()
        let entry = try await entry(town)
        let table = SessionTable()
        try await keeper(town, table).load(at: town.nine.adding(seconds: 5))
        #expect(table.find(entry.portal.hash, host: "nomades.example", at: town.nine.adding(seconds: 1_199)) != nil)
        #expect(table.find(entry.portal.hash, host: "nomades.example", at: town.nine.adding(seconds: 1_200)) == nil)
    }

    @Test func `S-15: a revocation survives a restart, in either order`() async throws {
        let town = try await SmallTown()
        let (marc, claire) = (try await entry(town), try await entry(town, SmallTown.claire))
        try await keeper(town).end([marc.session], at: town.nine)
        try await town.set(.suspended, of: SmallTown.claire)
        let table = SessionTable()
        try await keeper(town, table).load(at: town.nine)
        #expect(table.count == 0)
        try await town.set(.active, of: SmallTown.claire)
        try await keeper(town, table).load(at: town.nine)
        #expect(table.find(claire.portal.hash, host: "nomades.example", at: town.nine) == nil)
    }

    @Test func `S-16: whoever is suspended is out at the next reading of the news, with a receipt`() async throws {
        let town = try await SmallTown()
        let keeper = keeper(town)
        try await keeper.load(at: town.nine)
        let entry = try await entry(town)
        try await town.set(.suspended, of: SmallTown.marc)
        let receipts = try await keeper.refresh(at: town.nine)
        #expect(receipts.map(\.ended) == [[entry.session]] && town.table.count == 0)
        #expect(try await keeper.refresh(at: town.nine).isEmpty)
        let rows = try await town.database.read { try $0.query("SELECT id FROM session").count }
        #expect(rows == 0)
    }

    /// Gives a person one of each proof.
    private func equip(_ agent: String, _ town: SmallTown) async throws {
        let (keys, now) = (town.keys, town.nine)
        try await town.database.write { transaction in
            try RecoveryStore.replace(by: RecoveryCode.make(), of: agent, keys: keys, at: now, in: transaction)
            let sheet = CodeSheet.make()
            try CodeSheetStore.issue(sheet, to: agent, by: .terminal, keys: keys, at: now, in: transaction)
            try transaction.execute(
                """
                INSERT INTO code_device (serial, kind, hash, digits, period, secret, next_value, imported_at, agent,
                    assigned_at) VALUES (\(agent), 'totp', 'sha1', 6, 30, \(Token.random(.known).hash.bytes), 0, 0,
                    \(agent), 0)
                """
            )
            try KnownBrowserStore.know(Token.random(.known).hash, agent: agent, at: now, in: transaction)
        }
    }

    /// How many proofs of each kind a person has.
    private func proofs(of agent: String, _ town: SmallTown) async throws -> [Int] {
        try await town.database.read { reading in
            let all: [SQL] = [
                "SELECT agent FROM password WHERE agent = \(agent)",
                "SELECT agent FROM authenticator WHERE agent = \(agent)",
                "SELECT agent FROM recovery_code WHERE agent = \(agent)",
                "SELECT agent FROM code_sheet_line WHERE agent = \(agent)",
                "SELECT agent FROM code_device WHERE agent = \(agent)",
                "SELECT agent FROM known_browser WHERE agent = \(agent)",
            ]
            return try all.map { try reading.query($0).count }
        }
    }

    @Test(arguments: [true, false])
    func `S-31: closing an agent erases every proof, also when no gate ran at that time`(isRunning: Bool) async throws {
        let town = try await SmallTown()
        let keeper = keeper(town)
        if isRunning { try await keeper.load(at: town.nine) }
        for agent in [SmallTown.claire, SmallTown.paul] { try await equip(agent, town) }
        let before = try await proofs(of: SmallTown.claire, town)
        #expect(before.allSatisfy { $0 > 0 })
        let now = town.nine
        try await town.database.write { transaction in
            let claire = SmallTown.claire
            try CredentialStore.close(claire, because: "essai", by: .terminal, at: now, in: transaction)
        }
        if isRunning { try await keeper.refresh(at: now) } else { try await keeper.load(at: now) }
        #expect(try await proofs(of: SmallTown.claire, town) == [0, 0, 0, 0, 0, 0])
        #expect(try await proofs(of: SmallTown.paul, town).allSatisfy { $0 > 0 })
    }

    @Test func `S-15: activity is written in buckets that never lengthen a life`() async throws {
        let town = try await SmallTown()
        let entry = try await entry(town)
        let keeper = keeper(town)
        func written(_ seconds: Int64) async throws -> Int64 {
            town.table.note(entry.session, at: town.nine.adding(seconds: seconds))
            try await keeper.flush(at: town.nine.adding(seconds: seconds))
            let row = try await town.database.read { try $0.one("SELECT active_at FROM session") }
            return try #require(row)["active_at"] - town.nine.seconds
        }
        #expect(try await written(59) == 0)
        #expect(try await written(60) == 60)
        #expect(try await written(100) == 60)
        let table = SessionTable()
        try await self.keeper(town, table).load(at: town.nine.adding(seconds: 100))
        #expect(table.find(entry.portal.hash, host: "nomades.example", at: town.nine.adding(seconds: 1_259)) != nil)
        #expect(table.find(entry.portal.hash, host: "nomades.example", at: town.nine.adding(seconds: 1_260)) == nil)
    }

    @Test func `S-13, S-30: neither token, password nor secret stands in the database in clear`() async throws {
        let town = try await SmallTown()
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        let entry = try await town.door.prove(code: town.code(), in: attempt, from: town.visitor()).entry()
        let canaries = [
            entry.portal.text, try #require(entry.known).text, SmallTown.password(of: SmallTown.claire), town.code(),
            "12345678901234567890", Base32.text(town.authenticator.secret),
        ]
        let tables = [
            "session", "session_token", "password", "authenticator", "throttle", "known_browser", "audit_entry",
        ]
        for table in tables {
            let rows = try await town.database.read { try $0.query(Self.all(table)).map { "\($0)" } }
            let text = rows.joined()
            for canary in canaries { #expect(!text.contains(canary) && !text.contains(shown(canary)), "\(table)") }
        }
    }

    private static func all(_ table: String) -> SQL {
        switch table {
        case "session": "SELECT * FROM session"
        case "session_token": "SELECT * FROM session_token"
        case "password": "SELECT * FROM password"
        case "authenticator": "SELECT * FROM authenticator"
        case "throttle": "SELECT * FROM throttle"
        case "known_browser": "SELECT * FROM known_browser"
        default: "SELECT * FROM audit_entry"
        }
    }
}
