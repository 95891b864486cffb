import Foundation
import NIOCore
import NIOPosix

/// One `nomade serve` process with a city file of its own: the same city at other ports.
final class Served {
    let port: Int
    let config: String
    private var process: Process?

    /// A port with which those beside it are free: the portal's, the office's and the operation's, for both gates.
    static func freePort() async throws -> Int {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        next: for _ in 0..<100 {
            let port = Int.random(in: 10_000...19_000)
            for taken in [port, port + 1, port + 2, port + 10, port + 11, port + 12] {
                guard let channel = try? await bootstrap.bind(host: "127.0.0.1", port: taken).get() else {
                    continue next
                }
                try await channel.close()
            }
            return port
        }
        throw WorldMistake("no free ports")
    }

    /// The program beside the tests.
    private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

    static func city(_ path: String, shiftingPorts shift: Int, folder: String) throws -> Served {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var ports: Set<Int> = []
        for match in text.matches(of: /(?:127\.0\.0\.1|\[::1\]):([0-9]+)", channel: nomade/) {
            if let port = Int(match.output.1) { ports.insert(port) }
        }
        guard let port = ports.first else { throw WorldMistake("no listener in \(path)") }
        var moved = text
        for old in [port, port + 1, port + 2] {
            moved = moved.replacing("127.0.0.1:\(old)\"", with: "127.0.0.1:\(old + shift)\"")
            moved = moved.replacing("[::1]:\(old)\"", with: "[::1]:\(old + shift)\"")
        }
        let config = "\(folder)/gate-\(port + shift).yaml"
        try moved.write(toFile: config, atomically: true, encoding: .utf8)
        return Served(port: port + shift, config: config)
    }

    private init(port: Int, config: String) { (self.port, self.config) = (port, config) }

    /// Starts it and waits until it listens.
    func start() async throws {
        let process = try Self.spawn(["serve", "--config", config], output: nil, errors: config + ".log")
        self.process = process
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        for _ in 0..<300 {
            if let channel = try? await bootstrap.connect(host: "127.0.0.1", port: port).get() {
                return try await channel.close()
            }
            guard process.isRunning else { throw WorldMistake("the gate at \(port) ended: \(log)") }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw WorldMistake("the gate at \(port) is not ready: \(log)")
    }

    private var log: String { (try? String(contentsOfFile: config + ".log", encoding: .utf8)) ?? "" }

    /// Ends it as a power cut does.
    func kill() {
        guard let process, process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Changes its city file.
    func rewrite(_ change: (String) -> String) throws {
        let text = try String(contentsOfFile: config, encoding: .utf8)
        try change(text).write(toFile: config, atomically: true, encoding: .utf8)
    }

    /// Has it read its city file again, changed before.
    func reload(_ change: (String) -> String) throws {
        try rewrite(change)
        if let process { Foundation.kill(process.processIdentifier, SIGHUP) }
    }

    /// Runs one command of another process on this gate's city, and returns what it printed.
    func command(_ arguments: String...) async throws -> Data { try await command(arguments) }

    func command(_ arguments: [String]) async throws -> Data {
        let pipe = Pipe()
        let process = try Self.spawn(arguments + ["--config", config], output: pipe)
        let output = pipe.fileHandleForReading
        let data = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: output.readDataToEndOfFile()) }
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw WorldMistake("nomade \(arguments) ended with \(process.terminationStatus)")
        }
        return data
    }

    private static func spawn(_ arguments: [String], output: Pipe?, errors: String? = nil) throws -> Process {
        let process = Process()
        process.executableURL = program.appending(path: "nomade")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output ?? FileHandle.nullDevice
        if let errors { try Data().write(to: URL(filePath: errors)) }
        process.standardError = errors.flatMap(FileHandle.init(forWritingAtPath:)) ?? FileHandle.nullDevice
        try process.run()
        return process
    }
}
