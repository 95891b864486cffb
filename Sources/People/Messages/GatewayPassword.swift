import Foundation
package import Store

/// A file whose first line is the password of a gateway or a mail server.
package enum GatewayPassword {
    /// The password, without the line end; nil when there is none to read.
    package static func read(_ path: String) -> Secret? {
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= 1_024 else { return nil }
        let password = bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).first ?? Data()
        return password.isEmpty ? nil : Secret(Array(password))
    }
}
