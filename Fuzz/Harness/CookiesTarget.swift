import HTTPTypes
import Web

@testable import Gate

/// The Cookie lines of one request: ours are seen by both readers alike, and never reach an app (S-7, S-12).
enum CookiesTarget {
    static func check(_ bytes: [UInt8]) {
        let lines = bytes.split(separator: 0x0A, maxSplits: 8)
        var text = Array("GET / HTTP/1.1\r\nHost: intranet.ville.fr\r\n".utf8)
        for line in lines { text += Array("Cookie: ".utf8) + line + [0x0D, 0x0A] }
        guard let head = try? RequestHead(text + [0x0D, 0x0A]) else { return }
        let cookies = CookieHeader(head)
        for pair in cookies.kept {
            let name = head.bytes[pair].drop { $0 <= 0x20 || $0 == 0x3D || $0 == 0x22 }.prefix(13).map(Octet.lower)
            require(name != Array("__host-nomade".utf8), "a cookie of ours is kept for the app")
        }
        var fields = HTTPFields()
        for field in head.fields where field.meaning == .cookie {
            fields.append(HTTPField(name: .cookie, value: head.text(field.value)))
        }
        for name in [CookieHeader.Name.app, CookieHeader.Name.nonce] {
            let reading = CookieReading(name: name, in: fields)
            require(cookies.value(name) == reading.value, "gate and portal read \(name) differently")
            require(cookies.isDoubled(name) == (reading == .doubled), "only one of gate and portal sees \(name) twice")
        }
        HeadTarget.sentOnAlike(head)
    }
}
