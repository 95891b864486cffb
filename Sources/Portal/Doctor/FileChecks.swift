import City

/// The city file and the folder of its data: who may change and read them.
struct FileChecks {
    let files: CityFiles

    func run() -> [Check] {
        [cityFile, dataFolder]
    }

    private var cityFile: Check {
        guard let status = FileStatus(files.city) else {
            return .fail(.file, files.city, "it is not there", fix: "nomade config check --config \(files.city)")
        }
        guard status.mode & 0o022 == 0 else {
            let cause = "others may change it (mode \(status.modeText)), and with it who may open what"
            return .warn(.file, files.city, cause, fix: "chmod go-w \(files.city)")
        }
        return .ok(.file, files.city, "read, \(status.modeText)")
    }

    private var dataFolder: Check {
        guard let status = FileStatus(files.data) else {
            return .warn(.file, files.data, "the data folder is not there yet", fix: "mkdir -m 0700 \(files.data)")
        }
        guard status.mode & 0o077 == 0 else {
            let cause = "others may look into the data folder (mode \(status.modeText))"
            return .warn(.file, files.data, cause, fix: "chmod 0700 \(files.data)")
        }
        return .ok(.file, files.data, "the data folder is for its owner alone")
    }
}
