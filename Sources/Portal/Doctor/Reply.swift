import Foundation
import Policy

/// A whole answer of a web server, as far as the doctor reads it.
package struct Reply: Hashable, Sendable {
    /// One field of the head; the name in lower case.
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    package let status: Int
    package let fields: [Field]
    package let body: String

    package init(status: Int, fields: [Field] = [], body: String = "") {
        (self.status, self.fields, self.body) = (status, fields, body)
    }

    /// Reads status line, fields and what came of the body; nil when it is no HTTP.
    package init?(_ bytes: [UInt8]) {
        guard let status = Call.status(of: bytes) else { return nil }
        let end = bytes.indices.first { bytes[$0...].starts(with: "\r\n\r\n".utf8) } ?? bytes.endIndex
        let lines = bytes[..<end].split(separator: UInt8(ascii: "\n")).dropFirst()
        self.init(
            status: status,
            fields: lines.compactMap(Field.init),
            body: String(decoding: bytes[end...], as: UTF8.self)
        )
    }

    func values(of name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// What time the server says it is (RFC 9110 §6.6.1); nil when it does not.
    var date: Instant? {
        guard let text = values(of: "date").first else { return nil }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: text).map { Instant(seconds: Int64($0.timeIntervalSince1970)) }
    }
}

extension Reply.Field {
    init?(_ line: ArraySlice<UInt8>) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        name = String(decoding: line[..<colon], as: UTF8.self).asciiLowered
        let isBlank: (UInt8) -> Bool = {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
        }
        let rest = line[line.index(after: colon)...].drop(while: isBlank)
        value = String(decoding: rest.reversed().drop(while: isBlank).reversed(), as: UTF8.self)
    }
}
