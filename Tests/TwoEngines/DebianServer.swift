import Foundation
package import Store

/// PostgreSQL from Debian's package in a folder of its own, as a user without rights; gone when this process is,
/// however it ended.
package actor DebianServer {
    /// The server of this test process, which keeps nothing: it syncs no disk.
    package static let shared = DebianServer(settings: ["fsync=off", "synchronous_commit=off", "full_page_writes=off"])

    private let settings: [String]
    private var running: Running?
    private var made = 0

    /// A server with settings of its own (`name=value`), not started yet.
    package init(settings: [String] = []) { self.settings = settings }

    /// What is known of a server that runs.
    package struct Running: Sendable {
        /// The folder of its socket and of its data.
        package let folder: String
        /// The port on the loopback, and of the socket.
        package let port: UInt16
        let watch: WatchProcess
        let console: Console

        /// The server by its socket, as a role whose schema bears its name.
        package func address(role: String) -> PostgreSQLAddress {
            PostgreSQLAddress(host: folder, port: port, role: role, name: "nomade")
        }
    }

    /// Starts the server, once; throws when the package is missing.
    package func start() throws -> Running {
        if let running { return running }
        let programs = try Self.programs()
        let port = try FreePort.find()
        let watch = try WatchProcess(programs: programs, port: port, settings: settings)
        let console = try Console(programs: programs, folder: watch.folder, port: port)
        try console.run("CREATE DATABASE nomade TEMPLATE template0;\n\\connect nomade")
        let running = Running(folder: watch.folder, port: port, watch: watch, console: console)
        self.running = running
        return running
    }

    /// An empty world for one test: a role and its own schema, made in less than a millisecond where a database takes
    /// half a second.
    package func newRole() throws -> PostgreSQLAddress {
        let running = try start()
        made += 1
        try running.console.run("CREATE ROLE test_\(made) LOGIN; CREATE SCHEMA AUTHORIZATION test_\(made);")
        return running.address(role: "test_\(made)")
    }

    /// Kills the server at once (SIGKILL) and starts it again; returns when it takes connections.
    package nonisolated func dieAndRise() async throws { try await tell(.dieAndRise) }

    /// Stops the server as an operator does; from here on `operate` serves no more.
    package nonisolated func rest() async throws { try await tell(.rest) }

    /// Starts the server that rested; returns when it takes connections.
    package nonisolated func rise() async throws { try await tell(.rise) }

    /// Waits on a thread of its own.
    private nonisolated func tell(_ word: WatchProcess.Word) async throws {
        let watch = try await start().watch
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread { continuation.resume(with: Result { try watch.tell(word) }) }.start()
        }
    }

    func drop(role: String) {
        _ = try? running?.console.run(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '\(role)';
            DROP OWNED BY \(role) CASCADE; DROP ROLE \(role);
            """
        )
    }

    /// Runs SQL as the owner of everything, as an operator would with `psql`; returns the lines that it prints.
    @discardableResult
    package func operate(_ sql: String) throws -> [String] { try start().console.run(sql) }

    /// The newest of Debian's PostgreSQL programs on this machine.
    static func programs() throws -> String {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        guard let newest = versions.compactMap(Int.init).max() else {
            throw ServerMistake(what: "\(root) is not there: Scripts/install test")
        }
        return "\(root)/\(newest)/bin"
    }
}

/// Why no server could be had for the tests.
struct ServerMistake: Error {
    let what: String
}
