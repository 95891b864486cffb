import ArgumentParser
import Audit
import City
import Foundation
import Portal
import Store

/// `nomade backup FILE`: the database as it is at one moment, while the server runs; never the key file.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database to a new file while the server runs."
    )

    @OptionGroup var options: CityOptions

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    func run() async throws {
        let files = try options.city().files
        let source = files.database
        guard files.server != nil || FileManager.default.fileExists(atPath: source) else {
            throw Failure(.serviceDown, code: "backup.nothing", what: "\(source) is not there", fix: "nomade serve")
        }
        guard !FileManager.default.fileExists(atPath: file) else {
            throw Failure(.usage, code: "backup.exists", what: "\(file) exists already", fix: "name a new file")
        }
        do {
            if let server = files.server {
                let address = PostgreSQLAddress(server)
                let head = try await AuditLog.verify(PostgreSQLDatabase(at: address)).head
                try ServerDump(address: address).write(to: file)
                try tell(head)
            } else {
                let database = try SQLiteDatabase(path: source)
                let head = try await AuditLog.verify(database).head
                try database.copy(to: file)
                try database.close()
                try tell(head)
            }
        } catch let error as StoreError {
            let fix = "nomade doctor --config \(options.config)"
            throw Failure(.serviceDown, code: "backup.failed", what: "the copy was not made: \(error)", fix: fix)
        }
    }

    private func tell(_ head: AuditHead) throws {
        if options.json { return try Terminal.print(json: Report(file: file, auditHead: "\(head)")) }
        Terminal.print("\(file) is written; audit head \(head)")
        Terminal.say("The key file is not in it. Keep the key file and the audit head in another place than \(file).")
    }

    private struct Report: Encodable {
        let file: String
        let auditHead: String
    }
}
