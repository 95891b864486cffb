import Foundation

/// One `nomade serve`, in a process of its own that can be killed; it ends with this process, however that ends.
final class ServedProcess: Sendable {
    private let shell: Process
    private let input: FileHandle
    private let identifier: pid_t

    init(config: String, log: String) throws {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", Self.script, "serve", Self.program, config, log]
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        (shell, self.input) = (process, input.fileHandleForWriting)
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let identifier = pid_t(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw WorldMistake("nomade serve did not start")
        }
        self.identifier = identifier
    }

    /// Kills it as a power cut would: no signal handler runs.
    func die() {
        kill(identifier, SIGKILL)
        try? input.close()
    }

    private static let script = """
        "$1" serve --config "$2" > "$3" 2>&1 < /dev/null &
        echo $!
        cat > /dev/null
        kill -KILL $! 2> /dev/null
        """

    /// The program that was built with these tests.
    private static var program: String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let build = ProcessInfo.processInfo.environment["NOMADE_BUILD"] ?? ".build"
        return URL(filePath: build + "/debug/nomade", relativeTo: root).standardized.path
    }
}
