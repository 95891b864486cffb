import Foundation
import NIOCore
import NIOPosix

/// A web server of somebody else, run for one test on loopback out of a folder of its own.
final class ForeignServer: @unchecked Sendable {
    // SAFETY: nothing changes after `start`; `Process` is only told to end.

    /// Whose reading of HTTP a request meets.
    enum Kind: String, CaseIterable, Sendable {
        case nginx, apache, python
    }

    struct Absent: Error {
        let program: String
    }

    let kind: Kind
    let port: Int
    private let process: Process
    private let folder: URL

    /// Starts it; nginx and Apache send on what they parsed to the recording app at `sink`.
    static func start(_ kind: Kind, sink: Int) async throws -> ForeignServer {
        for _ in 0..<3 {
            let server = try ForeignServer(kind, sink: sink, port: try await freePort())
            if try await server.answers() { return server }
            server.stop()
        }
        throw Absent(program: kind.rawValue)
    }

    private init(_ kind: Kind, sink: Int, port: Int) throws {
        self.kind = kind
        self.port = port
        folder = FileManager.default.temporaryDirectory.appending(path: "framing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process = Process()
        let arguments = try ForeignServer.furnish(kind, folder: folder, port: port, sink: sink)
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: ForeignServer.create(folder.appending(path: "errors")))
        try process.run()
    }

    /// The lines of its log: one for each request that it saw, malformed ones too.
    var log: [String] {
        let text = (try? String(decoding: Data(contentsOf: folder.appending(path: "log")), as: UTF8.self)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// What it complained of, for a test that must say why it does not run.
    var errors: String {
        (try? String(decoding: Data(contentsOf: folder.appending(path: "errors")), as: UTF8.self)) ?? ""
    }

    /// Ends it at once: a child of a worker thread inherits blocked signals, and only this one cannot be blocked.
    func stop() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// Takes its folder away.
    func clean() { try? FileManager.default.removeItem(at: folder) }

    private func answers() async throws -> Bool {
        for _ in 0..<500 {
            guard process.isRunning else { return false }
            if let wire = try? await Wire.open(port: port) {
                await wire.close()
                return true
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// A port that was free a moment ago.
    private static func freePort() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        try await channel.close().get()
        return port
    }

    private static func create(_ file: URL) throws -> URL {
        try Data().write(to: file)
        return file
    }

    /// Writes the configuration and returns the command.
    private static func furnish(_ kind: Kind, folder: URL, port: Int, sink: Int) throws -> [String] {
        let path = folder.path(percentEncoded: false)
        let file = folder.appending(path: "configuration")
        let name = file.path(percentEncoded: false)
        switch kind {
        case .nginx:
            try Data(ForeignConfiguration.nginx(path, port: port, sink: sink).utf8).write(to: file)
            return ["nginx", "-c", name, "-e", path + "/errors"]
        case .apache:
            try Data(ForeignConfiguration.apache(path, port: port, sink: sink).utf8).write(to: file)
            return ["apache2", "-X", "-f", name]
        case .python:
            try Data(ForeignConfiguration.python.utf8).write(to: file)
            return ["python3", name, String(port), path + "/log"]
        }
    }
}
