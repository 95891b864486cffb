/// Claims about who asks and from where, spoofed and aliased (S-5, S-6), and `Connection` naming ours.
enum HostileIdentity {
    static var requests: [HostileRequest] { spelled + doubled + named + cookies + upgrades }

    static let names = [
        "Remote-User", "Remote-Name", "Remote-Email", "Remote-Groups", "X-Nomade-Assertion", "X-Remote-User",
        "X-Forwarded-For", "X-Forwarded-Host",
        "X-Real-IP", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override",
    ]

    private static func passes(_ line: String, _ draft: Draft, _ fate: HostileRequest.Fate = .passes) -> HostileRequest
    {
        HostileRequest("identity", line, draft, fate)
    }

    /// Case and every token byte that a gateway interface folds, for an app that takes underscores and one that does not.
    private static let spelled: [HostileRequest] = names.enumerated().flatMap { place, name in
        separators.enumerated().flatMap { turn, separator in
            let forms = [name, name.lowercased(), name.uppercased()]
            let line = forms[(place + turn) % 3].replacing("-", with: separator) + ": FORGED"
            let draft = Draft(lines: [line])
            return [passes(line, draft, line.contains("_") ? .refused : .passes), passes("open " + line, draft.open)]
        }
    }

    private static let separators = ["-", "_", ".", "~", "+", "!", "#", "$", "%", "&", "'", "*", "^", "`", "|"]

    private static let doubled: [HostileRequest] = names.flatMap { name in
        [
            ["\(name): FORGED", "\(name): FORGED"], ["\(name):"],
            ["\(name): FORGED", "X: y", "\(name.lowercased()): FORGED"],
            ["\(name): 0412345, FORGED"], ["\(name): \u{E9}\u{FF}"], ["HTTP-\(name): FORGED"], ["HTTP_\(name): FORGED"],
        ].map { lines in
            let hasUnderscore = lines.contains { $0.contains("_") }
            return passes(lines.joined(separator: " "), Draft(lines: lines), hasUnderscore ? .refused : .passes)
        }
    }

    /// `Connection` makes what it names hop-by-hop: it must not take ours away, nor what frames.
    private static let named: [HostileRequest] = {
        let ours =
            names + [
                "Via", "X-Forwarded-Proto", "remote-user", "REMOTE-USER", "Remote_User", "X", ",", "\"Remote-User\"",
                "Remote-User;q=1",
            ]
        let framing = ["Host", "content-length", "Transfer-Encoding", "COOKIE", "Origin"]
        let templates = [
            "Connection: *", "Connection: close, *", "Connection: *, close", "Connection: x\r\nConnection: *",
            "Connection:\t*\t,,",
        ]
        return templates.flatMap { template in
            ours.map { passes("naming " + $0, Draft(lines: [template.replacing("*", with: $0), "X: y"])) }
                + framing.map { passes("naming " + $0, Draft(lines: [template.replacing("*", with: $0)]), .refused) }
        }
    }()

    /// Our own cookies end at the gate in every spelling.
    private static let cookies: [HostileRequest] =
        [
            "a=b; __Host-nomade-nonce=x", "__host-nomade-x=1", "__HOST-NOMADE-app2=1; a=b", "=__Host-nomade-x=1",
            " ; ; __Host-nomade-y", "a=b;__Host-nomade-z=1;c=d",
            "\"__Host-nomade-q\"=1", "\t__Host-nomade-t=1", "$Version=1; __Host-nomade-v=1", "==__Host-nomade-e=1",
        ].map { passes("cookie " + $0, Draft(lines: ["Cookie: \($0)"])) }
        + [passes("our cookie twice", Draft(lines: [Draft.cookie]), .refused)]

    /// Changes of protocol that must not happen, and downgrade tricks.
    private static let upgrades: [HostileRequest] = [
        ["Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMAAABkAAQAAP__"], ["Upgrade: h2c"],
        ["Upgrade: h2"], ["Upgrade: TLS/1.0"],
        ["Upgrade: h2c, websocket", "Connection: upgrade"], ["Upgrade: HTTP/2.0", "Connection: upgrade"],
        ["Upgrade: foo", "Connection: upgrade"], ["TE: trailers, chunked"],
        ["Proxy-Connection: keep-alive"], ["Keep-Alive: timeout=1"], ["Proxy: http://evil"],
        ["Proxy-Authorization: Basic x"], [":method: POST"], [":authority: evil"],
    ].map { lines in
        HostileRequest(
            "identity",
            lines.joined(separator: " "),
            Draft(lines: lines),
            lines[0].hasPrefix(":") ? .refused : .passes
        )
    }
}
