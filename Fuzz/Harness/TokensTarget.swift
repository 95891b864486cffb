import SignIn

@testable import Gate

/// What browsers bring back of ours: tokens have one spelling, return addresses stay on our host (S-13, S-18).
enum TokensTarget {
    static func check(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let decoded = Base64URL.bytes(text) {
            require(Base64URL.text(decoded) == text, "a token has two spellings")
        }
        if let decoded = Base32.bytes(text) {
            require(Base32.bytes(Base32.text(decoded)) == decoded, "a secret does not read as itself")
        }
        if case .code(let code) = TypedCode(text) {
            require(code.utf8.count == 6 && code.utf8.allSatisfy(Octet.isDigit), "a code of something else")
        }
        if let token = TicketQuery.token(in: text) {
            require(text.hasSuffix("?t=\(token)"), "a ticket that the address does not hold")
        }
        let address = ReturnAddress(host: "intranet.ville.fr", port: 443, target: text)
        require(address.url.hasPrefix("https://intranet.ville.fr/"), "a return address leads elsewhere")
        require(address.url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a return address with odd bytes")
    }
}
