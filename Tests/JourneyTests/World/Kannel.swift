import Foundation
import NIOCore
import NIOPosix

/// Debian's Kannel on loopback with its fake SMSC: bearerbox, smsbox and the centre that prints what reaches it.
struct Kannel {
    private static let centre = "/usr/lib/kannel/test/fakesmsc"
    private let folder: URL
    private let ports: [Int]

    /// Whether the packages kannel and kannel-extras are there (`Scripts/install test`).
    static var isInstalled: Bool {
        [centre, "/usr/sbin/bearerbox", "/usr/sbin/smsbox"].allSatisfy(FileManager.default.isExecutableFile)
    }

    /// Starts the three in a folder of their own, lets the story happen, and stops them whatever happened.
    static func live(_ story: (Kannel) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kannel-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let kannel = Kannel(folder: folder, ports: try await freePorts(4))
        var processes: [Process] = []
        do {
            try kannel.configuration.write(to: folder.appending(path: "kannel.conf"), atomically: true, encoding: .utf8)
            processes.append(try kannel.start("/usr/sbin/bearerbox", ["kannel.conf"]))
            for port in kannel.ports[1...2] { try await waitFor(port) }
            let port = String(kannel.ports[2])
            processes.append(
                try kannel.start(centre, ["-H", "127.0.0.1", "-r", port, "-i", "1", "-m", "0", "1 2 text nop"])
            )
            processes.append(try kannel.start("/usr/sbin/smsbox", ["kannel.conf"]))
            try await waitFor(kannel.ports[3])
            try await story(kannel)
        } catch {
            kannel.stop(processes)
            throw error
        }
        kannel.stop(processes)
    }

    /// Where messages are asked for.
    var url: String { "http://127.0.0.1:\(ports[3])/cgi-bin/sendsms" }

    /// What reached the centre, in ten seconds at most, once it holds such words.
    func arrival(of words: String) async throws -> String {
        for _ in 0..<100 {
            let log = (try? String(contentsOf: folder.appending(path: "fakesmsc.log"), encoding: .utf8)) ?? ""
            if log.contains(words) { return log }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw WorldMistake("nothing with \(words) reached the fake SMSC")
    }

    private var configuration: String {
        """
        group = core
        admin-port = \(ports[0])
        admin-interface = 127.0.0.1
        admin-password = never-used
        smsbox-port = \(ports[1])
        smsbox-interface = 127.0.0.1
        box-allow-ip = 127.0.0.1
        dlr-storage = internal

        group = smsc
        smsc = fake
        smsc-id = fake
        port = \(ports[2])
        connect-allow-ip = 127.0.0.1

        group = smsbox
        bearerbox-host = 127.0.0.1
        bearerbox-port = \(ports[1])
        sendsms-port = \(ports[3])
        sendsms-interface = 127.0.0.1

        group = sendsms-user
        username = nomade
        password = demo
        max-messages = 3
        concatenation = true

        group = sms-service
        keyword = default
        text = nothing
        max-messages = 0

        """
    }

    private func start(_ program: String, _ arguments: [String]) throws -> Process {
        let log = folder.appending(path: URL(fileURLWithPath: program).lastPathComponent + ".log")
        try Data().write(to: log)
        let output = try FileHandle(forWritingTo: log)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        (process.standardInput, process.standardOutput, process.standardError) = (FileHandle.nullDevice, output, output)
        try process.run()
        return process
    }

    private func stop(_ processes: [Process]) {
        // Threads of the tests block SIGTERM, and their children inherit that.
        for process in processes.reversed() where process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: folder)
    }

    static func freePorts(_ count: Int) async throws -> [Int] {
        var channels: [any Channel] = []
        for _ in 0..<count {
            channels.append(
                try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(host: "127.0.0.1", port: 0)
                    .get()
            )
        }
        let ports = channels.compactMap { $0.localAddress?.port }
        for channel in channels { try await channel.close().get() }
        return ports
    }

    static func waitFor(_ port: Int) async throws {
        for _ in 0..<100 {
            if let channel = try? await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(
                host: "127.0.0.1",
                port: port
            ).get() {
                try await channel.close().get()
                return
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw WorldMistake("nobody listens on \(port)")
    }
}
