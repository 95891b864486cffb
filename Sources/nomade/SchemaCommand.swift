import ArgumentParser
import Portal
import Store

/// `nomade schema`: the tables that the migrations lead to, for `docs/schema.sql`.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the database schema.",
        shouldDisplay: false
    )

    func run() async throws {
        Terminal.print(try await SchemaDump.text(of: Migrations.all).trimmingSuffix { $0 == "\n" })
    }
}

extension String {
    fileprivate func trimmingSuffix(while drops: (Character) -> Bool) -> String {
        var text = Substring(self)
        while let last = text.last, drops(last) { text.removeLast() }
        return String(text)
    }
}
