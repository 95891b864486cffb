import Foundation
import Store

extension PostgreSQLAddress {
    /// Adds to a city file the line that leads here.
    func write(into city: String) throws {
        let place = (host ?? "").replacing("/", with: "%2F")
        let line = "\ndatabase: \"postgres://\(role ?? "")@\(place):\(port)/\(name)\"\n"
        let text = try String(contentsOfFile: city, encoding: .utf8)
        try (text + line).write(toFile: city, atomically: true, encoding: .utf8)
    }
}
