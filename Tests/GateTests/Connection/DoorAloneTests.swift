import Foundation
import Testing

/// The gate in a process of its own, against rooms that are a few words (docs/decisions/0002-door-and-rooms.md).
@Suite(.timeLimit(.minutes(5))) struct `The door alone` {
    private static let city = """
        city: {name: Ville, portal: "https://agents.ville.test"}
        data: ./data
        key-file: ./keys/nomade.key
        listeners:
          - {address: "127.0.0.1:0", channel: nomade, plain: true, trusted-proxies: [127.0.0.1]}
        employers:
          ville: {name: Ville, siret: "21750001600019"}
        contacts:
          rh: {name: Ressources humaines, phone: 01 99 00 45 10}
          it: {name: Informatique, phone: 01 99 00 45 20}
        departments:
          mairie: {name: Mairie, employer: ville, contacts: {hr: rh, it: it}}
          sport: {name: Sport, employer: ville, contacts: {hr: rh, it: it}}
        apps:
          wiki:
            name: Wiki
            host: wiki.ville.test
            upstream: UPSTREAM
            owner: it
            allow:
              - {department: mairie, factor: none}
          gym:
            name: Gymnase
            host: gym.ville.test
            upstream: UPSTREAM
            owner: it
            allow:
              - {department: sport, factor: none}
        """

    @Test func `serves and refuses with no key file, no database and no other file open`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nomade-door-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let app = FakeApp(FakeApp.mirror)
        let upstream = "http://127.0.0.1:\(try await app.open())"
        let file = folder.appending(path: "nomade.yaml")
        try Data(Self.city.replacing("UPSTREAM", with: upstream).utf8).write(to: file)
        let (process, port) = try await start(file.path())
        defer { process.terminate() }
        func ask(_ host: String, _ cookie: String) async throws -> String {
            let wire = try await Wire.open(port: port)
            try await wire.send("GET / HTTP/1.1\r\nHost: \(host)\r\nCookie: \(cookie)\r\n\r\n")
            let answer = try await wire.answer()
            await wire.close()
            return answer.head + answer.body
        }
        let permitted = try await ask("wiki.ville.test", "__Host-nomade-app=good")
        #expect(permitted.contains(" 200 ") && permitted.contains("Remote-User: 0412345"), "\(permitted)")
        #expect(try await ask("gym.ville.test", "__Host-nomade-app=good").contains("refused gym"))
        #expect(try await ask("wiki.ville.test", "__Host-nomade-app=bad").contains("sign in for wiki.ville.test"))
        #expect(try open(by: process.processIdentifier) == [])
        let left = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
        #expect(left == ["nomade.yaml"])
        await app.close()
    }

    private func start(_ city: String) async throws -> (Process, Int) {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "DoorAlone")
        process.arguments = [city]
        process.standardInput = Pipe()
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let reader = output.fileHandleForReading
        let line = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: reader.availableData) }
        }
        return (process, try #require(Int(String(decoding: line.prefix { $0 != 10 }, as: UTF8.self))))
    }

    /// What a process holds open beside sockets, pipes and the kernel's own.
    private func open(by process: Int32) throws -> [String] {
        let folder = "/proc/\(process)/fd"
        let open = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
        }
        let inherited = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter {
            ["0", "1", "2"].contains($0)
        }
        .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") }
        let harmless = ["socket:", "pipe:", "anon_inode:", "/dev/null"]
        return open.filter { path in !harmless.contains { path.hasPrefix($0) } && !inherited.contains(path) }
    }
}
