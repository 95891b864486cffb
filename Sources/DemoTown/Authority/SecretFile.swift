import Foundation

/// Writes a file that only its owner can read, from the first byte on.
enum SecretFile {
    /// Replaces the file at `path` by one of mode 0600; throws Foundation's error when the folder refuses it.
    static func write(_ text: String, to path: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        let made = FileManager.default.createFile(
            atPath: path,
            contents: Data(text.utf8),
            attributes: [.posixPermissions: 0o600]
        )
        guard made else { throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: path]) }
    }
}
