import Foundation

/// What the file system says of a path; nil when there is nothing.
struct FileStatus {
    let mode: UInt32
    let owner: UInt32
    /// Seconds since 1970.
    let changed: Int64

    init?(_ path: String) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? NSNumber,
            let owner = attributes?[.ownerAccountID] as? NSNumber,
            let changed = attributes?[.modificationDate] as? Date
        else { return nil }
        self.mode = mode.uint32Value
        self.owner = owner.uint32Value
        self.changed = Int64(changed.timeIntervalSince1970)
    }

    /// The mode as `chmod` takes it: `0640`.
    var modeText: String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
