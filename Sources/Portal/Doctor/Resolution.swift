import City
import Foundation
import NIOCore

/// The system's own resolver and interfaces.
enum Resolution {
    /// Blocks while the DNS is asked.
    static func addresses(of host: String) -> Set<IPAddress> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: Set<IPAddress> = []
        var next = list
        while let entry = next?.pointee {
            if let address = text(of: entry).flatMap({ IPAddress($0) }) { found.insert(address) }
            next = entry.ai_next
        }
        return found
    }

    /// The addresses of this machine but loopback and link-local ones.
    static func own() -> [IPAddress] {
        let devices = (try? System.enumerateDevices()) ?? []
        return devices.compactMap { $0.address?.ipAddress }
            .filter { !$0.utf8.starts(with: "fe80:".utf8) && !$0.utf8.starts(with: "169.254.".utf8) }
            .compactMap { IPAddress($0) }
            .filter { !$0.isLoopback }
    }

    private static func text(of entry: addrinfo) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let size = socklen_t(buffer.count)
        guard getnameinfo(entry.ai_addr, entry.ai_addrlen, &buffer, size, nil, 0, NI_NUMERICHOST) == 0 else {
            return nil
        }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
