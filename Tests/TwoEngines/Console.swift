import Foundation
import Synchronization

/// One `psql` that stays open: what is asked of it is done when its mark comes back.
final class Console: Sendable {
    private let input: FileHandle
    private let output: FileHandle
    private let asked = Mutex(0)

    init(programs: String, folder: String, port: UInt16) throws {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: programs + "/psql")
        process.arguments = ["-X", "-q", "-A", "-t", "-h", folder, "-p", "\(port)", "-U", "nomade", "postgres"]
        (process.standardInput, process.standardOutput) = (input, output)
        // When this process ends the server goes first, and psql would say so.
        process.standardError = FileHandle.nullDevice
        try process.run()
        (self.input, self.output) = (input.fileHandleForWriting, output.fileHandleForReading)
    }

    /// Runs commands one after the other; returns the lines that they print.
    @discardableResult
    func run(_ commands: String) throws -> [String] {
        try asked.withLock { number in
            number += 1
            let mark = "done-\(number)"
            try input.write(contentsOf: Data("\(commands)\n\\echo \(mark)\n".utf8))
            var text = ""
            while !text.hasSuffix(mark + "\n") {
                let more = output.availableData
                guard !more.isEmpty else { throw ServerMistake(what: "psql ended") }
                text += String(decoding: more, as: UTF8.self)
            }
            return text.split(separator: "\n").dropLast().map(String.init)
        }
    }
}
