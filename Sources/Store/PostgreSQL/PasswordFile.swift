import Foundation

/// The file of the database's password: one line, for its owner alone.
package enum PasswordFile {
    /// Reads it; throws `StoreError.unreachable` without a word of what it holds.
    package static func read(_ path: String) throws(StoreError) -> String {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? Int,
            let bytes = FileManager.default.contents(atPath: path)
        else { throw .unreachable("the password file \(path) cannot be read") }
        guard mode & 0o077 == 0 else {
            throw .unreachable("the password file \(path) can be read by others; chmod 600 \(path)")
        }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard !line.isEmpty, !line.contains(0), let text = String(validating: line, as: UTF8.self) else {
            throw .unreachable("the password file \(path) has no password on its first line")
        }
        return text
    }
}
