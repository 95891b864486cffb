import Foundation

/// What the file system says of a path; nil when there is nothing.
struct FileStatus {
    let mode: UInt32
    let owner: UInt32
    /// Seconds since 1970.
    let changed: Int64

    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        mode = status.st_mode & 0o7777
        owner = status.st_uid
        changed = Int64(status.st_mtim.tv_sec)
    }

    /// The mode as `chmod` takes it: `0640`.
    var modeText: String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
