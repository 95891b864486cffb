import Foundation

/// Reads `data`, `database`, `key-file` and `certificate`; paths are taken from the city file's own folder.
struct FilesReader {
    let root: Section
    let city: String

    func files(needsCertificate: Bool) -> CityFiles {
        let data = path(root.text("data", example: "./data").value)
        let key = root.text("key-file", example: "./nomade.key")
        let keyFile = path(key.value)
        if !key.value.isEmpty && Self.isInside(keyFile, data) {
            root.note(
                .keyFile,
                "the key file \(keyFile) lies inside the data folder \(data)",
                at: key.place,
                fix: "write  key-file: \(Self.folder(of: data))/nomade.key"
            )
        }
        return CityFiles(
            city: path(city),
            data: data,
            keyFile: keyFile,
            certificate: certificate(needsCertificate),
            server: server()
        )
    }

    /// The password never stands in the city file, which more people read than may know it, nor in a mistake.
    private func server() -> DatabaseServer? {
        let passwordFile = root.optionalText("database-password-file", example: "./database.password")
        let authority = root.optionalText("database-authority", example: "./database-ca.pem")
        guard let text = root.optionalText("database", example: Self.example) else {
            for extra in [("database-password-file", passwordFile), ("database-authority", authority)] {
                guard let place = extra.1?.place, !root.has("database") else { continue }
                let what = "\(extra.0) stands without database"
                root.note(.database, what, at: place, fix: "add  database: \(Self.example)")
            }
            return nil
        }
        do throws(DatabaseText.Fault) {
            let read = try DatabaseText(text.value)
            return DatabaseServer(
                host: read.host,
                port: read.port,
                role: read.role,
                name: read.name,
                passwordFile: passwordFile.map { path($0.value) },
                authority: authority.map { path($0.value) }
            )
        } catch {
            let fix =
                error == .password
                ? "put it alone in a file, chmod 600, and write  database-password-file: ./database.password"
                : "write  database: \(Self.example)"
            root.note(.database, "database \(error.rawValue)", at: text.place, fix: fix)
            return nil
        }
    }

    private static let example = "postgres://nomade@db.ville.example:5432/nomade"

    private func certificate(_ needed: Bool) -> CertificateFiles? {
        guard root.has("certificate") else {
            if needed {
                root.note(
                    .certificate,
                    "a listener speaks TLS and the file has no certificate",
                    fix: "add  certificate: {chain: tls.pem, key: tls.key}"
                )
            }
            return nil
        }
        guard let section = root.section("certificate", example: "{chain: tls.pem, key: tls.key}") else { return nil }
        section.knows("chain key")
        return CertificateFiles(
            chain: path(section.text("chain", example: "tls.pem").value),
            key: path(section.text("key", example: "tls.key").value)
        )
    }

    func path(_ text: String) -> String {
        CityFolder(city: city).path(text)
    }

    /// True when one path is the other or below it, as written or once links are followed.
    private static func isInside(_ path: String, _ folder: String) -> Bool {
        isBelow(path, folder) || isBelow(resolved(path), resolved(folder))
    }

    private static func isBelow(_ path: String, _ folder: String) -> Bool {
        path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }

    private static func folder(of path: String) -> String {
        URL(fileURLWithPath: path).deletingLastPathComponent().path
    }

    /// Links are followed as far as the path exists.
    private static func resolved(_ path: String) -> String {
        var existing = URL(fileURLWithPath: path)
        var rest: [String] = []
        while !FileManager.default.fileExists(atPath: existing.path), existing.path != "/" {
            rest.insert(existing.lastPathComponent, at: 0)
            existing.deleteLastPathComponent()
        }
        let start = existing.resolvingSymlinksInPath()
        return rest.reduce(start) { $0.appendingPathComponent($1) }.path
    }
}
