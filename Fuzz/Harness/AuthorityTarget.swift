@testable import City
@testable import Gate

/// Hosts, ports and addresses, of requests and of the city file: one spelling, which reads as itself (S-3, S-5).
enum AuthorityTarget {
    static func check(_ bytes: [UInt8]) {
        if let authority = try? Authority(bytes, 0..<bytes.count) {
            let text = authority.port.map { "\(authority.host):\($0)" } ?? authority.host
            require((try? Authority(text)) == authority, "\(text) does not read as itself")
            require(
                text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !(0x41...0x5A).contains($0) },
                "odd bytes in \(text)"
            )
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        if let address = IPAddress(text) {
            require(IPAddress("\(address)") == address, "the address \(address) does not read as itself")
        }
        if let range = AddressRange(text) {
            require(AddressRange("\(range)") == range, "the range \(range) does not read as itself")
            require(range.contains(range.base), "the range \(range) lacks its own base")
        }
        if let host = HostName.canonical(text) {
            require(HostName.canonical(host) == host, "the host \(host) does not read as itself")
            require((try? Authority(host))?.host == host, "the gate does not know the host \(host)")
        }
        if let web = WebAddress(text) {
            require(WebAddress(web.origin) == web, "\(web.origin) does not read as itself")
        }
    }
}
