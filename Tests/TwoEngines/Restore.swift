import Foundation
package import Store

extension DebianServer {
    /// Reads a copy made by `pg_dump` into a new database of a role's own, as the manual says.
    package func restore(_ file: String, into name: String, of address: PostgreSQLAddress) throws {
        let role = address.role ?? ""
        try operate("CREATE DATABASE \(name) OWNER \(role) ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0;")
        let place = ["--host", address.host ?? "", "--port", "\(address.port)"]
        _ = try Self.read(file, ["--no-owner", "--role", role, "--username", role, "--dbname", name] + place)
    }

    /// Every word of a copy made by `pg_dump`, as SQL.
    package static func words(of file: String) throws -> String {
        try read(file, ["--file", "-"])
    }

    private static func read(_ file: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: try programs() + "/pg_restore")
        process.arguments = ["--exit-on-error"] + arguments + [file]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ServerMistake(what: "pg_restore did not take \(file)") }
        return text
    }
}
