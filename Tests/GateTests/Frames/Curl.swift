import Foundation

/// Debian's curl as a client of HTTP/2 that nobody here wrote.
enum Curl {
    struct Answer: Sendable {
        /// Status, version and fields, as curl prints them.
        let head: String
        let body: String
    }

    /// Asks one address of the town; `arguments` are curl's own.
    static func ask(_ url: String, port: Int, _ arguments: String...) async throws -> Answer {
        let host = url.split(separator: "/")[1]
        let file = FileManager.default.temporaryDirectory.appending(path: "nomade-curl-\(UUID().uuidString).pem")
        try Data(TestCertificate.chain.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let place = ["--resolve", "\(host):443:127.0.0.1", "--connect-to", "::127.0.0.1:\(port)"]
        let own = ["-sS", "-i", "--http2", "--max-time", "20", "--cacert", file.path()]
        let text = try await run(own + place + arguments + [url])
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        return Answer(head: String(parts[0]), body: parts.count > 1 ? String(parts[1]) : "")
    }

    static func run(_ arguments: [String], program: String = "/usr/bin/curl") async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let data = output.readDataToEndOfFile()
                process.waitUntilExit()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
    }
}
