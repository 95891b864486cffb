import City
import Store

/// The key file and the private key of the certificate: there, whole, and for their owner alone (S-35).
struct KeyChecks {
    let files: CityFiles

    func run() -> [Check] {
        [keyFile, privateKey].compactMap(\.self)
    }

    private var keyFile: Check {
        do {
            let file = try KeyFile.open(at: files.keyFile, outside: files.data)
            return .ok(.keys, files.keyFile, "the key file is whole: \(file.names.joined(separator: ", "))")
        } catch .absent where FileStatus(files.database) == nil {
            return .ok(.keys, files.keyFile, "the key file will be made on the first start")
        } catch .absent(let path) {
            let mistake = KeyFileMistake.missing(path: path, dataFolder: files.data)
            return .fail(.keys, path, mistake.what, fix: mistake.fix)
        } catch {
            return .fail(.keys, files.keyFile, error.what, fix: error.fix)
        }
    }

    private var privateKey: Check? {
        guard let path = files.certificate?.key else { return nil }
        guard let status = FileStatus(path) else {
            let fix = "put the private key of the certificate there, or name it in certificate: key"
            return .fail(.keys, path, "the private key of the certificate is not there", fix: fix)
        }
        guard status.mode & 0o007 == 0 else {
            let cause = "everybody on this machine may use the private key (mode \(status.modeText))"
            return .fail(.keys, path, cause, fix: "chmod 0600 \(path)")
        }
        guard status.mode & 0o070 == 0 else {
            let cause = "a group may use the private key (mode \(status.modeText))"
            return .warn(.keys, path, cause, fix: "chmod 0600 \(path)")
        }
        return .ok(.keys, path, "the private key is for its owner alone")
    }
}
