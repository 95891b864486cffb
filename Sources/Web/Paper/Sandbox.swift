import Foundation

/// Runs one program on one document: without network, in an empty folder, seeing nothing of this machine but its programs
/// and fonts, with limits on time, memory and files (S-39). Needs util-linux and namespaces that the user may make.
package struct Sandbox: Sendable {
    /// What a program may use.
    package struct Limits: Sendable {
        /// Seconds on the clock, and of the processor.
        package let seconds: Int
        /// MiB of memory.
        package let memory: Int
        /// Bytes of its answer, and of any file it writes.
        package let bytes: Int

        package init(seconds: Int = 300, memory: Int = 2_048, bytes: Int = 256 << 20) {
            self.seconds = seconds
            self.memory = memory
            self.bytes = bytes
        }
    }

    private let limits: Limits

    /// A sandbox with limits.
    package init(_ limits: Limits = Limits()) { self.limits = limits }

    /// The program's answer on its output, when it ends well; its complaints are dropped: they may quote the document.
    package func run(_ program: [String], on document: [UInt8]) async throws(SandboxFault) -> [UInt8] {
        let result: Result<[UInt8], SandboxFault> = await withCheckedContinuation { continuation in
            let thread = Thread {
                continuation.resume(returning: Result { () throws(SandboxFault) in try perform(program, document) })
            }
            thread.name = "nomade-sandbox"
            thread.start()
        }
        return try result.get()
    }

    private func perform(_ program: [String], _ document: [UInt8]) throws(SandboxFault) -> [UInt8] {
        // A program that ends before it has read everything must not end this one by a signal.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let folder = FileManager.default.temporaryDirectory.appending(path: "nomade-sandbox-\(UUID().uuidString)").path
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        process.standardError = FileHandle.nullDevice
        process.executableURL = URL(filePath: "/usr/bin/prlimit")
        process.arguments = arguments(in: folder) + program
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/work", "LANG": "C.UTF-8"]
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            try process.run()
        } catch { throw .unavailable("\(error)") }
        defer { rmdir(folder) }
        let pid = process.processIdentifier
        let timer = DispatchSource.makeTimerSource()
        timer.schedule(deadline: .now() + .seconds(limits.seconds))
        timer.setEventHandler { kill(pid, SIGKILL) }
        timer.resume()
        try? input.fileHandleForWriting.write(contentsOf: Data(document))
        try? input.fileHandleForWriting.close()
        let answer = read(output.fileHandleForReading, pid)
        process.waitUntilExit()
        timer.cancel()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw .failed(status: process.terminationStatus)
        }
        return answer
    }

    /// Reads to the end; whoever says more than the limit is ended.
    private func read(_ handle: FileHandle, _ pid: Int32) -> [UInt8] {
        var answer: [UInt8] = []
        while let part = try? handle.read(upToCount: 1 << 16), !part.isEmpty {
            guard answer.count + part.count <= limits.bytes else {
                kill(pid, SIGKILL)
                continue
            }
            answer += part
        }
        return answer
    }

    private func arguments(in folder: String) -> [String] {
        [
            "--as=\(limits.memory << 20)", "--cpu=\(limits.seconds)", "--fsize=\(limits.bytes)", "--nofile=128",
            "--core=0",
            "/usr/bin/unshare", "--user", "--map-root-user", "--mount", "--net", "--ipc", "--pid", "--uts", "--fork",
            "--kill-child", "/bin/sh", "-c", String(decoding: PackageResources.sandbox_sh, as: UTF8.self), folder,
        ]
    }
}

/// Why a program in the sandbox gave no answer.
package enum SandboxFault: Error, Hashable, Sendable {
    /// It could not be started.
    case unavailable(String)
    /// It ended badly, or was ended at a limit.
    case failed(status: Int32)
}
