import Foundation

/// Reads `postgres://role@host:port/name`; every part but the name may be left out.
struct DatabaseText {
    /// Why a text is no address of a database; never the text, which may hold a password.
    enum Fault: String, Error {
        case scheme = "is no postgres:// address"
        case password = "holds a password, which does not belong in the city file"
        case role = "has a role with other signs than letters, digits, _ and -"
        case host = "has a host that is no name, no address and no %2Ffolder of a socket"
        case port = "has a port that is no number from 1 to 65535"
        case name = "does not end with /name, of letters, digits, _ and -"
    }

    let host: String?
    let port: UInt16
    let role: String?
    let name: String

    init(_ text: String) throws(Fault) {
        let bytes = Array(text.utf8)
        let schemes = ["postgres://", "postgresql://"].map { Array($0.utf8) }
        guard let scheme = schemes.first(where: bytes.starts) else { throw .scheme }
        let rest = bytes.dropFirst(scheme.count)
        guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { throw .name }
        var place = rest[..<slash]
        role = try Self.role(&place)
        (host, port) = try Self.hostAndPort(place)
        guard let name = Self.word(rest[(slash + 1)...]) else { throw .name }
        self.name = name
    }

    private static func role(_ place: inout ArraySlice<UInt8>) throws(Fault) -> String? {
        guard let at = place.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        let text = place[..<at]
        guard !text.contains(UInt8(ascii: ":")) else { throw .password }
        guard let role = word(text) else { throw .role }
        place = place[(at + 1)...]
        return role
    }

    private static func hostAndPort(_ place: ArraySlice<UInt8>) throws(Fault) -> (String?, UInt16) {
        guard !place.isEmpty else { return (nil, 5432) }
        let end = place.lastIndex(of: UInt8(ascii: "]")).map { $0 + 1 } ?? place.startIndex
        let colon = place[end...].firstIndex(of: UInt8(ascii: ":"))
        let host = try host(String(decoding: place[..<(colon ?? place.endIndex)], as: UTF8.self))
        guard let colon else { return (host, 5432) }
        guard let port = UInt16(String(decoding: place[(colon + 1)...], as: UTF8.self)), port > 0 else { throw .port }
        return (host, port)
    }

    private static func host(_ text: String) throws(Fault) -> String {
        if text.hasPrefix("%2F") || text.hasPrefix("%2f") {
            guard let folder = text.removingPercentEncoding, !folder.utf8.contains(0) else { throw .host }
            return folder
        }
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        if IPAddress(bare) != nil { return bare }
        let isName = text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") }
        guard !text.isEmpty, isName else { throw .host }
        return text
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> String? {
        guard !bytes.isEmpty, bytes.count <= 63, bytes.allSatisfy(isWord) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
        default: false
        }
    }
}
