import Foundation
import Store

/// The copy of a PostgreSQL database that `pg_dump` makes, for its owner alone; `pg_restore` reads it.
struct ServerDump {
    let address: PostgreSQLAddress

    /// Writes the file; throws `StoreError` when it could not, and then leaves none.
    func write(to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw StoreError.engine(code: "file", "\(path) cannot be written")
        }
        do { try run(to: path) } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }

    private func run(to path: String) throws {
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["pg_dump"] + arguments + ["--file", path]
        process.environment = try environment()
        process.standardError = errors
        try process.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        switch process.terminationStatus {
        case 0: return
        case 127: throw StoreError.engine(code: "pg_dump", "pg_dump is not here: apt-get install postgresql-client")
        default:
            let line = said.split(separator: "\n").first.map(String.init) ?? "it ended without a word"
            throw StoreError.engine(code: "pg_dump", line)
        }
    }

    private var arguments: [String] {
        let place = address.host.map { ["--host", $0] } ?? []
        let role = address.role.map { ["--username", $0] } ?? []
        return place + role
            + [
                "--port", "\(address.port)", "--no-password", "--no-owner", "--format", "custom", "--dbname",
                address.name,
            ]
    }

    /// The password travels in the environment, which only this user and root can read.
    private func environment() throws -> [String: String] {
        var environment = ProcessInfo.processInfo.environment
        if let file = address.passwordFile { environment["PGPASSWORD"] = try PasswordFile.read(file) }
        if !address.isLocal {
            environment["PGSSLMODE"] = "verify-full"
            environment["PGSSLROOTCERT"] = address.authority ?? "/etc/ssl/certs/ca-certificates.crt"
        }
        return environment
    }
}
