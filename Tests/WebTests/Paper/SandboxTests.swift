import Foundation
import Testing

@testable import Web

@Suite(.serialized) struct `The sandbox` {
    private func answer(_ script: String, _ limits: Sandbox.Limits = .init(), on text: String = "") async throws
        -> String
    {
        let program = ["/usr/bin/python3", "-I", "-B", "-c", script]
        return String(decoding: try await Sandbox(limits).run(program, on: Array(text.utf8)), as: UTF8.self)
    }

    @Test func `S-39: shows nothing of the machine but programs and fonts, read only, from an empty folder`()
        async throws
    {
        let secret = FileManager.default.temporaryDirectory.appending(path: "nomade-canary-\(UUID().uuidString)")
        try Data("canary".utf8).write(to: secret)
        defer { try? FileManager.default.removeItem(at: secret) }
        let script = """
            import os
            def can(path):
                try: return bool(open(path).read())
                except OSError: return False
            def writes(path):
                try: open(path, "w").write("x"); return True
                except OSError: return False
            print(os.getcwd(), os.listdir("."), sorted(os.listdir("/")), can("\(secret.path)"), can("/etc/passwd"),
                writes("/usr/x"), writes("/etc/fonts/x"), os.getpid() < 10)
            """
        let said = try await answer(script)
        #expect(said.hasPrefix("/work [] ['bin', 'dev', 'etc', "))
        #expect(said.hasSuffix("False False False False True\n"))
    }

    @Test func `S-39: has no network, the loopback included`() async throws {
        let script = """
            import socket
            try: socket.create_connection(("127.0.0.1", 22), 2); print("reached")
            except OSError as fault: print(fault.errno)
            print([name for _, name in socket.if_nameindex()])
            """
        #expect(try await answer(script) == "101\n['lo']\n")
    }

    @Test(.timeLimit(.minutes(5)))
    func `S-39: ends whoever takes too long, too much memory or says too much`() async throws {
        await #expect(throws: SandboxFault.self) { try await answer("import time; time.sleep(600)", .init(seconds: 1)) }
        await #expect(throws: SandboxFault.self) {
            try await answer("x = bytes(1 << 29); print(1)", .init(memory: 256))
        }
        await #expect(throws: SandboxFault.self) {
            try await answer("import sys\nwhile True: sys.stdout.write('x' * 65536)", .init(bytes: 1 << 20))
        }
    }

    @Test func `outlives a program that does not read its document`() async throws {
        #expect(try await answer("print(1)", on: String(repeating: "x", count: 1 << 20)) == "1\n")
        await #expect(throws: SandboxFault.failed(status: 3)) { try await answer("raise SystemExit(3)") }
    }
}
