import Foundation

/// Debian's slapd on loopback, with a certificate authority of its own: StartTLS on one port, TLS at once on the other.
struct Slapd {
    static let suffix = "dc=nomades,dc=example"
    static let people = "ou=agents,dc=nomades,dc=example"
    private static let program = "/usr/sbin/slapd"
    private static let root = "cn=nomade,dc=nomades,dc=example"

    let folder: URL
    let ports: [Int]
    private let process: Process

    /// Whether the packages slapd and ldap-utils are there (`Scripts/install test`).
    static var isInstalled: Bool {
        [program, "/usr/bin/ldapsearch", "/usr/bin/openssl"].allSatisfy(FileManager.default.isExecutableFile)
    }

    /// Starts it in a folder of its own with these entries, lets the story happen, and stops it whatever happened. `names` are
    /// those of its certificate; `editing` changes the text of its configuration first.
    static func live(
        names: String = "DNS:annuaire.nomades.example,IP:127.0.0.1",
        editing: (String) -> String = { $0 },
        entries: String? = Slapd.seed,
        _ story: (Slapd) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "slapd-\(UUID().uuidString)")
        for path in [folder, folder.appending(path: "db")] {
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        }
        defer { try? FileManager.default.removeItem(at: folder) }
        try certify(names, in: folder)
        let text = editing(configuration(folder))
        try text.write(to: folder.appending(path: "slapd.conf"), atomically: true, encoding: .utf8)
        let ports = try await Kannel.freePorts(2)
        let slapd = Slapd(folder: folder, ports: ports, process: try start(in: folder, ports))
        defer { slapd.stop() }
        for port in ports { try await Kannel.waitFor(port) }
        if let entries { try slapd.change(entries, by: "ldapadd") }
        try await story(slapd)
    }

    /// The section of a city file that leads here, by `ldap` or `ldaps`.
    func section(
        by scheme: String = "ldaps",
        password: String = "secret",
        trusting authority: String? = nil,
        host: String = "127.0.0.1",
        more: String = "write: true"
    ) throws -> String {
        let file = folder.appending(path: "password-\(UUID().uuidString)").path
        let isMade = FileManager.default.createFile(
            atPath: file,
            contents: Data("\(password)\n".utf8),
            attributes: [.posixPermissions: 0o600]
        )
        guard isMade else { throw WorldMistake("no password file") }
        return """
            directory:
              server: "\(scheme)://\(host):\(ports[scheme == "ldap" ? 0 : 1])"
              authority: "\(authority ?? self.authority)"
              bind: "\(Self.root)"
              password-file: "\(file)"
              base: "\(Self.people)"
              \(more)

            """
    }

    var authority: String { folder.appending(path: "ca.pem").path }

    /// What slapd says of its work: each connection, TLS, bind and question.
    var log: String { (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? "" }

    /// Adds or changes entries by Debian's own tools, which know nothing of our code.
    func change(_ text: String, by tool: String = "ldapmodify") throws {
        let file = folder.appending(path: "change.ldif")
        try text.write(to: file, atomically: true, encoding: .utf8)
        try Self.run(["/usr/bin/\(tool)", "-M"] + account + ["-f", file.path], ["LDAPTLS_CACERT": authority])
    }

    /// The entries under the people's base that a filter finds, read by `ldapsearch`: values byte by byte.
    func entries(_ filter: String = "(objectClass=inetOrgPerson)") throws -> [[String: [[UInt8]]]] {
        let asked = ["-LLL", "-o", "ldif-wrap=no", "-b", Self.people, filter]
        let text = try Self.run(["/usr/bin/ldapsearch"] + account + asked, ["LDAPTLS_CACERT": authority])
        return text.components(separatedBy: "\n\n").compactMap { block in
            var entry: [String: [[UInt8]]] = [:]
            for line in block.components(separatedBy: "\n") {
                guard let colon = line.range(of: ":") else { continue }
                let rest = line[colon.upperBound...]
                let value =
                    rest.hasPrefix(": ")
                    ? Data(base64Encoded: String(rest.dropFirst(2))).map(Array.init) ?? []
                    : Array(rest.dropFirst().utf8)
                entry[String(line[..<colon.lowerBound]), default: []].append(value)
            }
            return entry.isEmpty ? nil : entry
        }
    }

    /// Ends it at once.
    func stop() {
        guard process.isRunning else { return }
        // Threads of the tests block SIGTERM, and their children inherit that.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private var account: [String] { ["-x", "-H", "ldaps://127.0.0.1:\(ports[1])", "-D", Self.root, "-w", "secret"] }

    /// As a user without rights where we are root.
    private static func start(in folder: URL, _ ports: [Int]) throws -> Process {
        let log = folder.appending(path: "log")
        try Data().write(to: log)
        let owner: [FileAttributeKey: Any] = [.ownerAccountName: "nobody"]
        let words = [
            program, "-h", "ldap://127.0.0.1:\(ports[0]) ldaps://127.0.0.1:\(ports[1])", "-d", "256", "-f",
            folder.appending(path: "slapd.conf").path,
        ]
        var user: [String] = []
        if getuid() == 0 {
            for path in ["", "db", "tls.key", "slapd.conf"] {
                try FileManager.default.setAttributes(owner, ofItemAtPath: folder.appending(path: path).path)
            }
            user = ["/usr/bin/setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]
        }
        let process = Process()
        process.executableURL = URL(filePath: (user + words)[0])
        process.arguments = Array((user + words).dropFirst())
        process.currentDirectoryURL = URL(filePath: "/")
        (process.standardInput, process.standardOutput) = (FileHandle.nullDevice, FileHandle.nullDevice)
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        return process
    }

    /// An authority `ca.pem` and a certificate `tls.pem` with its key for those names.
    private static func certify(_ names: String, in folder: URL) throws {
        let path = { (name: String) in folder.appending(path: name).path }
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        let openssl = "/usr/bin/openssl"
        try "subjectAltName=\(names)\n".write(toFile: path("names"), atomically: true, encoding: .utf8)
        try run(
            [
                openssl, "req", "-x509", "-days", "2", "-subj", "/CN=Ville", "-out", path("ca.pem"), "-keyout",
                path("ca.key"),
            ] + key
        )
        try run([openssl, "req", "-subj", "/CN=annuaire", "-out", path("tls.csr"), "-keyout", path("tls.key")] + key)
        let signed = ["-CA", path("ca.pem"), "-CAkey", path("ca.key"), "-CAcreateserial", "-extfile", path("names")]
        try run([openssl, "x509", "-req", "-in", path("tls.csr"), "-out", path("tls.pem"), "-days", "2"] + signed)
    }

    @discardableResult
    private static func run(_ words: [String], _ environment: [String: String] = [:]) throws -> String {
        let process = Process()
        let (output, faults) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.environment = environment.merging(["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]) { first, _ in first }
        (process.standardOutput, process.standardError) = (output, faults)
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let said = String(decoding: faults.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw WorldMistake("\(words[0]): \(said)") }
        return text
    }

    /// The suffix, the people's place, and an account that only reads.
    static let seed = """
        dn: dc=nomades,dc=example
        objectClass: dcObject
        objectClass: organization
        o: Ville de Nomades
        dc: nomades

        dn: ou=agents,dc=nomades,dc=example
        objectClass: organizationalUnit
        ou: agents

        dn: cn=lecteur,dc=nomades,dc=example
        objectClass: organizationalRole
        objectClass: simpleSecurityObject
        cn: lecteur
        userPassword: secret

        """

    private static func configuration(_ folder: URL) -> String {
        """
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        pidfile \(folder.path)/pid
        argsfile \(folder.path)/args
        TLSCACertificateFile \(folder.path)/ca.pem
        TLSCertificateFile \(folder.path)/tls.pem
        TLSCertificateKeyFile \(folder.path)/tls.key
        database mdb
        suffix "\(suffix)"
        rootdn "\(root)"
        rootpw secret
        maxsize 16777216
        directory \(folder.path)/db

        """
    }
}
