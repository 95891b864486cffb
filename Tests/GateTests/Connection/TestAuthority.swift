import Foundation

/// An authority of a test's own, and the certificates that it issued, made by openssl in a folder of their own.
struct TestAuthority: Sendable {
    let folder: URL

    static func make() async throws -> TestAuthority {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nomade-authority-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let authority = TestAuthority(folder: folder)
        try await authority.run(["req", "-x509", "-days", "2", "-subj", "/CN=authority", "-out", "ca.pem"] + key("ca"))
        return authority
    }

    func path(_ name: String) -> String { folder.appending(path: name).path() }

    /// Writes `name.pem` and `name.key`; `names` as openssl spells them, such as `DNS:app.test`.
    func issue(_ name: String, _ names: String) async throws {
        try await run(["req", "-new", "-subj", "/CN=\(name)", "-out", "\(name).csr"] + Self.key(name))
        try Data("subjectAltName=\(names)\n".utf8).write(to: folder.appending(path: "\(name).cnf"))
        let authority = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2"]
        let files = ["-in", "\(name).csr", "-extfile", "\(name).cnf", "-out", "\(name).pem"]
        try await run(["x509", "-req"] + authority + files)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    private static func key(_ name: String) -> [String] {
        ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "\(name).key"]
    }

    private func run(_ arguments: [String]) async throws {
        let line = "cd '\(folder.path())' && openssl \(arguments.map { "'\($0)'" }.joined(separator: " "))"
        _ = try await Curl.run(["-c", line], program: "/bin/sh")
    }
}
