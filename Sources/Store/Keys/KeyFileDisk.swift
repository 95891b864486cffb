import Foundation

extension KeyFile {
    /// Opens the key file; refuses one that others may use, that is not whole, or that lies inside `dataFolder`.
    package static func open(at path: String, outside dataFolder: String) throws(KeyFileMistake) -> KeyFile {
        try refuseInside(dataFolder, path)
        return try KeyFileText.read(try KeyFileDisk.read(path), path: path)
    }

    /// Makes the file with one new key, mode 0600; never writes over one. `name` is usually today's date.
    package static func create(
        at path: String,
        outside dataFolder: String,
        named name: String
    ) throws(KeyFileMistake) -> KeyFile {
        try refuseInside(dataFolder, path)
        guard let key = NamedKey.random(named: name), let file = KeyFile(keys: [key]) else {
            throw .name(path: path, key: name)
        }
        try KeyFileDisk.write(file, at: path, replacing: false)
        return file
    }

    /// What a start does: opens the file, or makes it when `dataFolder` holds no database yet. Data without its key
    /// file is refused, because a new key would open nothing of it.
    package static func openOrCreate(
        at path: String,
        outside dataFolder: String,
        named name: String
    ) throws(KeyFileMistake) -> KeyFile {
        do { return try open(at: path, outside: dataFolder) } catch {
            guard error == .absent(path: path) else { throw error }
        }
        guard !KeyFileDisk.exists(dataFolder + "/nomade.sqlite") else {
            throw .missing(path: path, dataFolder: dataFolder)
        }
        return try create(at: path, outside: dataFolder, named: name)
    }

    /// Adds a new key, which seals from now on; the older ones still open.
    package static func rotate(
        at path: String,
        outside dataFolder: String,
        named name: String
    ) throws(KeyFileMistake) -> KeyFile {
        let old = try open(at: path, outside: dataFolder)
        guard let key = NamedKey.random(named: name), let file = KeyFile(keys: old.keys + [key]) else {
            throw .name(path: path, key: name)
        }
        try KeyFileDisk.write(file, at: path, replacing: true)
        return file
    }

    private static func refuseInside(_ dataFolder: String, _ path: String) throws(KeyFileMistake) {
        let folder = KeyFileDisk.canonical(dataFolder)
        let inside = (folder == "/" ? folder : folder + "/").utf8
        guard KeyFileDisk.canonical(path).utf8.starts(with: inside) else { return }
        throw .insideData(path: path, dataFolder: dataFolder)
    }
}

/// The system calls under `KeyFile`.
enum KeyFileDisk {
    /// A key file has a few hundred bytes; what is longer is something else.
    private static let limit = 65_536

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// The file's bytes, after its kind, owner and mode were checked on the open descriptor.
    static func read(_ path: String) throws(KeyFileMistake) -> [UInt8] {
        let descriptor = Foundation.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw mistake(opening: path) }
        defer { Foundation.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw mistake(opening: path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        guard status.st_uid == geteuid() else { throw .owner(path: path, owner: status.st_uid) }
        guard status.st_mode & 0o177 == 0 else { throw .mode(path: path, mode: status.st_mode & 0o7777) }
        guard (1...limit).contains(Int(status.st_size)) else { throw .truncated(path: path) }
        return try bytes(of: descriptor, path: path)
    }

    /// Writes the whole file beside its place, then puts it there in one step, so that a crash leaves the old or the new.
    static func write(_ file: KeyFile, at path: String, replacing: Bool) throws(KeyFileMistake) {
        let draft = path + ".new"
        unlink(draft)
        let descriptor = Foundation.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw mistake(opening: draft) }
        defer { unlink(draft) }
        let bytes = Array(KeyFileText.write(file).utf8)
        let written = Foundation.write(descriptor, bytes, bytes.count)
        let kept = written == bytes.count && fchmod(descriptor, 0o600) == 0 && fsync(descriptor) == 0
        Foundation.close(descriptor)
        guard kept else { throw mistake(opening: draft) }
        guard (replacing ? rename(draft, path) : link(draft, path)) == 0 else {
            throw errno == EEXIST ? .exists(path: path) : mistake(opening: path)
        }
    }

    /// The absolute path without links, as far as it exists.
    static func canonical(_ path: String) -> String {
        if let resolved = realpath(path, nil) {
            defer { free(resolved) }
            return String(cString: resolved)
        }
        let url = URL(fileURLWithPath: path).standardizedFileURL
        guard url.path != "/" else { return "/" }
        let parent = canonical(url.deletingLastPathComponent().path)
        return (parent == "/" ? "" : parent) + "/" + url.lastPathComponent
    }

    private static func bytes(of descriptor: Int32, path: String) throws(KeyFileMistake) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= limit {
            let got = Foundation.read(descriptor, &buffer, buffer.count)
            guard got >= 0 else { throw mistake(opening: path) }
            if got == 0 { break }
            bytes.append(contentsOf: buffer[..<got])
        }
        return bytes
    }

    private static func mistake(opening path: String) -> KeyFileMistake {
        switch errno {
        case ENOENT: .absent(path: path)
        case ELOOP: .notAFile(path: path)
        default: .unreadable(path: path, cause: String(cString: strerror(errno)))
        }
    }
}
