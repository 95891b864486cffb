import Foundation
import Store
import Testing
import TwoEngines

@testable import Portal

@Suite struct `The schema` {
    @Test func `is what docs/schema.sql says`() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let written = try String(contentsOf: root.appending(path: "docs/schema.sql"), encoding: .utf8)
        #expect(try await SchemaDump.text(of: Migrations.all) == written, "run: make schema")
    }

    @Test(arguments: Engine.allCases) func `ST-20: of every part is taken by both engines`(engine: Engine) async throws
    {
        let database = try await engine.database()
        try await database.migrate(Migrations.all)
        #expect(try await database.migrationState(of: Migrations.all).pending == [])
    }
}
