/// The field names on which the gate acts; every other one is the app's own and passes.
package enum FieldName: UInt8, Sendable {
    case other
    case accept, acceptLanguage, allow, authorization, clearSiteData, connection, contentLength, contentLocation, cookie
    case destination, expect, host, location, origin, secFetchDest, secFetchMode, secFetchSite
    case secWebSocketKey, serviceWorker, setCookie, trailer, transferEncoding, upgrade, via, wwwAuthenticate
    /// Ends at the gate (RFC 9110 §7.6.1).
    case hop
    /// What only the gate may state: where a request comes from, who asks, by which method (S-5, S-6).
    case claim
    /// What an app may not tell a browser about the site that it shares with others (S-7).
    case siteWide

    /// The name's meaning; `-`, `_` and every other byte that a gateway interface folds together count as one.
    package init(_ bytes: [UInt8], _ range: Range<Int>) {
        if let known = FieldName.known(bytes, range) {
            self = known
        } else {
            self = FieldName.isClaim(bytes, range) ? .claim : .other
        }
    }

    private static func known(_ bytes: [UInt8], _ range: Range<Int>) -> FieldName? {
        guard range.count < table.count else { return nil }
        for entry in table[range.count] where bytes.spells(entry.spelling, in: range) { return entry.name }
        return nil
    }

    /// Whether some gateway interface (CGI, WSGI) would show this name as one that only the gate may set.
    private static func isClaim(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard let first = range.first else { return false }
        switch Octet.lower(bytes[first]) {
        case 0x63, 0x66, 0x68, 0x72, 0x74, 0x78: break  // c f h r t x: the initials below
        default: return false
        }
        let folded = bytes[range].map { Octet.isAlphanumeric($0) ? Octet.lower($0) : Octet.dash }
        if claims.contains(folded) { return true }
        return claimPrefixes.contains { folded.starts(with: $0) }
    }

    private static let claims = Set(
        [
            "forwarded", "x-forwarded", "x-real-ip", "x-client-ip", "client-ip", "true-client-ip",
            "x-cluster-client-ip",
            "cf-connecting-ip", "fastly-client-ip", "x-host", "x-http-host-override", "x-http-method",
            "x-http-method-override", "x-method-override", "http-method-override", "x-proxyuser-ip",
            "x-envoy-external-address",
            "x-url-scheme", "x-scheme",
        ].map { Array($0.utf8) }
    )

    private static let claimPrefixes = [
        "remote-", "x-remote-", "x-nomade-", "x-forwarded-", "x-original-", "x-rewrite-", "x-auth-request-",
        "http-remote-",
        "x-ssl-client", "x-client-cert", "x-webauth-",
    ].map { Array($0.utf8) }

    private struct Entry {
        let spelling: [UInt8]
        let name: FieldName
    }

    private static let table: [[Entry]] = {
        var table: [[Entry]] = Array(repeating: [], count: 32)
        for (spelling, name) in spellings {
            table[spelling.utf8.count].append(Entry(spelling: Array(spelling.utf8), name: name))
        }
        return table
    }()

    private static let spellings: [(String, FieldName)] = [
        ("accept", .accept), ("accept-language", .acceptLanguage), ("allow", .allow), ("authorization", .authorization),
        ("clear-site-data", .clearSiteData), ("connection", .connection), ("content-length", .contentLength),
        ("content-location", .contentLocation), ("cookie", .cookie), ("destination", .destination), ("expect", .expect),
        ("host", .host), ("location", .location), ("origin", .origin), ("sec-fetch-dest", .secFetchDest),
        ("sec-fetch-mode", .secFetchMode), ("sec-fetch-site", .secFetchSite), ("sec-websocket-key", .secWebSocketKey),
        ("service-worker", .serviceWorker), ("set-cookie", .setCookie), ("trailer", .trailer),
        ("transfer-encoding", .transferEncoding), ("upgrade", .upgrade), ("via", .via),
        ("www-authenticate", .wwwAuthenticate),
        ("keep-alive", .hop), ("proxy-connection", .hop), ("proxy-authenticate", .hop), ("proxy-authorization", .hop),
        ("proxy-authentication-info", .hop), ("te", .hop), ("http2-settings", .hop), ("proxy", .hop),
        ("alt-svc", .siteWide), ("service-worker-allowed", .siteWide), ("strict-transport-security", .siteWide),
        ("public-key-pins", .siteWide), ("expect-ct", .siteWide), ("origin-trial", .other),
    ]
}
