import HTTPTypes
import Hummingbird
import Web

/// Ends every cookie that a request named, on its host and on each domain above it, beside the page that says so: a
/// redirect from here would be the first of four (promise 2).
enum ClearedCookies {
    static func ending(_ cookies: CookieHeader, host: String, in page: Response) -> Response {
        var answer = page
        for name in cookies.names() {
            for scope in scopes(name, host: host) {
                let value = "\(name)=; \(scope)Max-Age=0; Secure"
                answer.headers.append(HTTPField(name: .setCookie, value: value))
            }
        }
        return answer
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
