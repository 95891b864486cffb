import NIOCore

@testable import Gate

/// A request as HTTP/1.1 brings it: what is accepted is sent on as one request, the very one that was judged (S-1, S-6, S-7).
enum HeadTarget {
    static func check(_ bytes: [UInt8]) {
        let whole = length(of: bytes, inOnePiece: true)
        require(whole == length(of: bytes, inOnePiece: false), "packets change where a head ends")
        guard let whole, let head = try? RequestHead(Array(bytes[..<whole])) else { return }
        sentOnAlike(head)
    }

    /// Where the head ends; nil where it does not or where it is refused.
    private static func length(of bytes: [UInt8], inOnePiece: Bool) -> Int? {
        var scanner = HeadScanner()
        let cuts = inOnePiece ? [bytes.count] : stride(from: 1, to: bytes.count, by: 7) + [bytes.count]
        for cut in cuts {
            guard let outcome = try? scanner.scan(ByteBuffer(bytes: bytes[..<cut])) else { return nil }
            if case .complete(let length) = outcome { return length }
        }
        return nil
    }

    /// Everything that the gate makes of an accepted head.
    static func sentOnAlike(_ head: RequestHead) {
        let cookies = CookieHeader(head)
        let ours = (try? Target.isOurs(head.bytes, head.target)) ?? false
        require(!ours || head.text(head.target).hasPrefix("/.nomade/"), "a target is ours in another spelling")
        if let token = TicketQuery.token(in: head.text(head.target)) {
            require(head.text(head.target).hasSuffix("?t=\(token)"), "a ticket is not what stands in the address")
        }
        let fetch = FetchContext(head, port: 443)
        require(!(fetch.isFramedElsewhere && fetch.isTopLevelNavigation), "a frame is the whole tab")
        let upgrade = Upgrade(head, among: [])
        require(upgrade == nil || upgrade?.name.lowercased() == "websocket", "an upgrade that nobody listed")
        judgeAgain(head, cookies: cookies, upgrade: upgrade?.name)
    }

    private static func judgeAgain(_ head: RequestHead, cookies: CookieHeader, upgrade: String?) {
        var statements = UpstreamStatements(peer: "203.0.113.9", scheme: "https", pseudonym: "nomade")
        statements.identity = ByteBuffer(string: "Remote-User: 0412345\r\n")
        var buffer = ByteBuffer()
        UpstreamHead(head, cookies: cookies, statements: statements, upgrade: upgrade).write(into: &buffer)
        let sent = Array(buffer.readableBytesView)
        var limits = HeadLimits()
        limits.fields += 8
        limits.head += 1_024
        var scanner = HeadScanner(limits: limits)
        let outcome = try? scanner.scan(buffer)
        require(outcome == .complete(length: sent.count), "what is sent on is not one head")
        guard let again = try? RequestHead(sent, limits: limits) else {
            return require(false, "what is sent on would be refused: \(String(decoding: sent, as: UTF8.self))")
        }
        require(again.text(again.method) == head.text(head.method), "another method is sent on")
        require(again.text(again.target) == head.text(head.target), "another target is sent on")
        require(again.authority == head.authority, "another host is sent on")
        require(again.framing == head.framing, "another framing is sent on")
        require(CookieHeader(again).kept.count == CookieHeader(again).count, "a cookie of ours is sent on")
        require(CookieHeader(again).count == cookies.kept.count, "another number of cookies is sent on")
        require(again.count(.claim) == 4, "a client's claim about itself is sent on")
        require(again.text(again.target) != "*" || again.isMethod("OPTIONS"), "a star that is no OPTIONS")
    }
}
