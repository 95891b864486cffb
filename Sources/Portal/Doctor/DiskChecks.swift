import Foundation

/// Room for the data: a full disk stops every write, and with it every sign-in.
struct DiskChecks {
    let folder: String

    func run() -> [Check] {
        var system = statvfs()
        let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
        guard statvfs(folder, &system) == 0 || statvfs(parent, &system) == 0 else {
            return [.warn(.disk, folder, "the room on its disk cannot be read", fix: "df -h \(folder)")]
        }
        let (free, overflow) = UInt64(system.f_bavail).multipliedReportingOverflow(by: UInt64(system.f_frsize))
        return [Self.check(folder, freeMebibytes: overflow ? .max : free >> 20)]
    }

    static func check(_ folder: String, freeMebibytes free: UInt64) -> Check {
        let fix = "df -h \(folder)  then make room or move data: to a larger disk"
        return switch free {
        case ..<100: .fail(.disk, folder, "\(free) MiB are left", fix: fix)
        case ..<1024: .warn(.disk, folder, "\(free) MiB are left", fix: fix)
        default: .ok(.disk, folder, "\(free >> 10) GiB are left")
        }
    }
}
