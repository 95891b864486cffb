import HTTPTypes
import Hummingbird
import Web

/// Ends every cookie that a request named, on its host and on each domain above it, then leads to the app's home.
enum ClearedCookies {
    static func response(_ cookies: CookieHeader, host: String) -> Response {
        var headers = SecurityHeaders.forData
        headers[.location] = "/"
        for name in cookies.names() {
            for scope in scopes(name, host: host) {
                let value = "\(name)=; \(scope)Max-Age=0; Secure"
                headers.append(HTTPField(name: .setCookie, value: value))
            }
        }
        return Response(status: .seeOther, headers: headers)
    }

    /// `__Host-` cookies have one place; others may stand on any domain above the host and under any of our paths.
    private static func scopes(_ name: String, host: String) -> [String] {
        var scopes = ["Path=/; "]
        guard !name.utf8.map(Octet.lower).starts(with: "__host-".utf8) else { return scopes }
        var labels = host.utf8.split(separator: Octet.dot)
        while labels.count >= 2 {
            let domain = labels.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
            scopes.append("Path=/; Domain=\(domain); ")
            labels.removeFirst()
        }
        return scopes
    }
}

extension CookieHeader {
    /// Every name once, ours included, that can stand in a `Set-Cookie`.
    func names() -> [String] {
        var names: Set<String> = []
        for name in allNames where name.utf8.allSatisfy(Octet.isToken) && !name.isEmpty { names.insert(name) }
        return names.sorted()
    }
}
