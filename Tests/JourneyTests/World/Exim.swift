import DemoTown
import Foundation
import Portal

/// Debian's Exim on loopback: submission by STARTTLS and by TLS at once, a user name and a password, one file of mails.
struct Exim {
    static let host = "courrier.nomades.localhost"
    private static let program = "/usr/sbin/exim4"

    private let folder: URL
    private let ports: [Int]
    private let authority: Authority

    /// Whether the package is there (`Scripts/install test`) and we may become its user, as Exim asks of its daemons.
    static var isUsable: Bool { FileManager.default.isExecutableFile(atPath: program) && getuid() == 0 }

    /// Starts it in a folder of its own, lets the story happen, and stops it whatever happened. `editing` changes the text of
    /// its configuration first.
    static func live(editing: (String) -> String = { $0 }, _ story: (Exim) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "exim-\(UUID().uuidString)")
        let owner: [FileAttributeKey: Any] = [.ownerAccountName: "Debian-exim", .posixPermissions: 0o755]
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let authority = try Authority.prepare(in: folder.appending(path: "tls").path, for: [host], now: Clock().now())
        let exim = Exim(folder: folder, ports: try await Kannel.freePorts(2), authority: authority)
        try editing(exim.configuration).write(to: exim.file("exim.conf"), atomically: true, encoding: .utf8)
        try "demo\n".write(to: exim.file("password"), atomically: true, encoding: .utf8)
        for path in [folder.path, authority.key] { try FileManager.default.setAttributes(owner, ofItemAtPath: path) }
        let process = try exim.start()
        defer {
            // Threads of the tests block SIGTERM, and their children inherit that.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            try? FileManager.default.removeItem(at: folder)
        }
        for port in exim.ports { try await Kannel.waitFor(port) }
        try await story(exim)
    }

    /// The lines of a city file that lead here, by `smtp` or `smtps`.
    func section(by scheme: String, password: String = "demo", trusting root: String? = nil) throws -> String {
        try "\(password)\n".write(to: file("password"), atomically: true, encoding: .utf8)
        return """
              smtp: {server: "\(scheme)://\(Self.host):\(ports[scheme == "smtp" ? 0 : 1])", username: nomade, \
            password-file: "\(file("password").path)", from: ne-pas-repondre@nomades.example, \
            authority: "\(root ?? authority.root)"}
            """
    }

    /// The mails that arrived, within ten seconds at most, once they hold such words.
    func inbox(with words: String) async throws -> String {
        for _ in 0..<100 {
            let text = inbox
            if text.contains(words) { return text }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw WorldMistake("nothing with \(words) arrived: \(log)")
    }

    /// What arrived so far.
    var inbox: String { (try? String(contentsOf: file("inbox"), encoding: .utf8)) ?? "" }

    /// What Exim says of its work.
    var log: String { (try? String(contentsOf: file("mainlog"), encoding: .utf8)) ?? "" }

    private func file(_ name: String) -> URL { folder.appending(path: name) }

    private func start() throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        process.arguments = ["--reuid=Debian-exim", "--regid=Debian-exim", "--clear-groups", "--", Self.program]
        process.arguments? += ["-C", file("exim.conf").path, "-bdf"]
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        (process.standardInput, process.standardOutput) = (FileHandle.nullDevice, FileHandle.nullDevice)
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private var configuration: String {
        """
        primary_hostname = \(Self.host)
        spool_directory = \(folder.path)/spool
        log_file_path = \(folder.path)/%slog
        pid_file_path = \(folder.path)/exim.pid
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = \(ports[0]) : \(ports[1])
        tls_on_connect_ports = \(ports[1])
        tls_certificate = \(authority.chain)
        tls_privatekey = \(authority.key)
        tls_advertise_hosts = *
        auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}
        acl_smtp_rcpt = rcpt
        deliver_drop_privilege = true
        keep_environment =
        never_users =

        begin acl
        rcpt:
          deny !authenticated = *
          deny local_parts = personne
          accept

        begin routers
        all:
          driver = accept
          transport = inbox

        begin transports
        inbox:
          driver = appendfile
          file = \(folder.path)/inbox

        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_prompts = :
          server_condition = ${if and{{eq{$auth2}{nomade}}{eq{$auth3}{demo}}}}
          server_set_id = $auth2

        """
    }
}
