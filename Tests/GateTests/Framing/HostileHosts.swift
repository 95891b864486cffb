/// Hosts that are doubled, missing, foreign or spelled otherwise (S-3).
enum HostileHosts {
    static var requests: [HostileRequest] {
        good.map { HostileRequest("hosts", $0, draft($0), .passes) }
            + bad.map { HostileRequest("hosts", $0.debugDescription, draft($0), .refused) }
            + overrides.map { line in
                var request = HostileRequest("hosts", line, Draft(lines: [line]), .passes)
                request.target = "/@MARK@"
                return request
            }
    }

    private static func draft(_ line: String) -> Draft {
        var draft = Draft()
        draft.host = line
        return draft
    }

    private static let name = "intranet.ville.test"

    private static let good = [
        "Host: INTRANET.Ville.TEST", "Host: \(name).", "Host: \(name):443", "host:\(name)", "HOST:   \(name)  ",
        "Host:\t\(name)\t", "hOsT: \(name)",
    ]

    private static let bad =
        [
            "X: y", "Host:", "Host: ", "Host: \(name)\r\nHost: \(name)", "Host: \(name)\r\nHost: evil.test",
            "Host: evil.test\r\nhost: \(name)",
            "Host: \(name)\r\nHost:", "Host : \(name)", " Host: \(name)", "Host\0: \(name)", "X: y\r\n Host: \(name)",
            "Host: \(name)\nHost: evil.test",
        ]
        + [
            "\(name), evil.test", "\(name) evil.test", "a@\(name)", "\(name)@evil.test", "\(name):", "\(name):0",
            "\(name):0443", "\(name):65979", "\(name):+443",
            "\(name):443:443", "\(name):8443", "\(name):99999999999999999999", "\(name)/", "\(name)/x", "\(name)?x",
            "\(name)#x", "\(name)\\", "\(name)%00", "\(name)%2eevil",
            "\(name)..", ".\(name)", "intranet..ville.test", "\(name)\0", "\(name)\u{0B}", "\(name);x", "\"\(name)\"",
            "[\(name)]", "[::1", "::1", "[::1]", "[::1%25eth0]",
            "127.0.0.1", "2130706433", "localhost", "evil.test", "ville.test", "x.intranet.ville.test",
            "\(name).evil.test", "intranet.ville.test\u{E9}", "\u{131}ntranet.ville.test",
            "intranet\u{3002}ville\u{3002}test", "xn--intranet.ville.test", "https://\(name)", "//\(name)", "*",
            "*.ville.test", "_", "-", String(repeating: "a", count: 64) + ".test",
            String(repeating: "a.", count: 140) + "test", "intranet.ville.test\u{AD}", "intranet.local",
            "secret.ville.test", "portal", "intranet_ville_test",
        ].map { "Host: \($0)" }

    /// Names by which some frameworks take another host or path; the gate cuts them.
    private static let overrides = [
        "X-Forwarded-Host: evil.test", "X-Host: evil.test", "X-HTTP-Host-Override: evil.test",
        "Forwarded: host=evil.test", "X-Original-URL: /admin",
        "X-Rewrite-URL: /admin", "X-Original-Host: evil.test", "X-Forwarded-Server: evil.test",
        "X-Forwarded-Prefix: /admin", "X-Forwarded-Scheme: http",
        "X-Forwarded-Port: 1", "X-Forwarded-Proto: http, https",
    ].filter { !$0.contains("Proto") }
}
