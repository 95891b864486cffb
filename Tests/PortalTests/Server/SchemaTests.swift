import Foundation
import Store
import Testing

@testable import Portal

@Suite struct `The schema` {
    @Test func `is what docs/schema.sql says`() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let written = try String(contentsOf: root.appending(path: "docs/schema.sql"), encoding: .utf8)
        #expect(try await SchemaDump.text(of: Migrations.all) == written, "run: make schema")
    }
}
