import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// A browser without scripts: one jar of cookies for each host, forms filled in by hand, redirects counted.
final class Browser {
    private let client: HTTPClient
    private(set) var cookies: [String: [String: String]] = [:]
    /// What the browser says of itself and of its languages.
    var language = "fr"
    /// A browser whose cookies are all blocked keeps none.
    var keepsCookies = true

    /// Trusts the given authority (PEM file) and finds every `*.nomades.localhost` on this machine.
    init(authority: String, hosts: [String]) {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(authority)
        configuration.tlsConfiguration = tls
        configuration.dnsOverride = Dictionary(hosts.map { ($0, "127.0.0.1") }, uniquingKeysWith: { first, _ in first })
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(30))
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func close() async throws { try await client.shutdown() }

    /// A story that ended early leaves its browser open: the client must not take the whole run down for it.
    deinit { try? client.syncShutdown() }

    /// Opens an address as a person does, and follows at most ten redirects.
    func open(_ address: String, accept: String = "text/html") async throws -> Visit {
        try await follow(request(.GET, address, accept: accept))
    }

    /// Sends a form of the page that is shown, with its hidden fields, as a person does.
    func submit(_ fields: [String: String], on visit: Visit, form: Int = 0) async throws -> Visit {
        guard visit.forms.indices.contains(form) else {
            throw WorldMistake("no form on \(visit.address): \(visit.body)")
        }
        let shown = visit.forms[form]
        let target = resolve(shown.action, from: visit.address)
        var request = request(.POST, target, accept: "text/html")
        request.headers.replaceOrAdd(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "Origin", value: origin(of: target))
        request.headers.replaceOrAdd(name: "Sec-Fetch-Site", value: "same-origin")
        let all = shown.hidden.merging(fields) { _, typed in typed }
        request.body = .bytes(
            ByteBuffer(string: all.map { "\(escape($0.key))=\(escape($0.value))" }.joined(separator: "&"))
        )
        return try await follow(request)
    }

    /// One exchange with no redirect followed.
    func exchange(_ request: HTTPClientRequest) async throws -> Visit {
        let response = try await client.execute(request, timeout: .seconds(30))
        let host = hostname(of: request.url)
        if keepsCookies { keep(response.headers["set-cookie"], for: host) }
        let body = try await response.body.collect(upTo: 4 << 20)
        return Visit(
            address: request.url,
            status: Int(response.status.code),
            headers: response.headers,
            body: String(buffer: body),
            bytes: Array(body.readableBytesView),
            redirects: 0
        )
    }

    func request(_ method: HTTPMethod, _ address: String, accept: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address)
        request.method = method
        request.headers.add(name: "Accept", value: accept)
        request.headers.add(name: "Accept-Language", value: language)
        if accept.contains("text/html") {
            request.headers.add(name: "Sec-Fetch-Mode", value: "navigate")
            request.headers.add(name: "Sec-Fetch-Dest", value: "document")
            request.headers.add(name: "Sec-Fetch-Site", value: "none")
        }
        let jar = cookies[hostname(of: address), default: [:]].sorted { $0.key < $1.key }
        if !jar.isEmpty {
            request.headers.add(name: "Cookie", value: jar.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))
        }
        return request
    }

    /// Forgets one cookie of a host.
    func forget(_ cookie: String, of host: String) { cookies[host]?[cookie] = nil }

    /// Forgets what a host set, as cleaning the browser does.
    func forget(_ host: String) { cookies[host] = nil }

    private func follow(_ first: HTTPClientRequest) async throws -> Visit {
        var visit = try await exchange(first)
        var redirects = 0
        while [301, 302, 303, 307, 308].contains(visit.status), let location = visit.headers.first(name: "location") {
            redirects += 1
            guard redirects <= 10 else { throw WorldMistake("more than ten redirects, at \(location)") }
            var next = request(.GET, resolve(location, from: visit.address), accept: "text/html")
            next.headers.replaceOrAdd(name: "Sec-Fetch-Site", value: "same-site")
            visit = try await exchange(next)
            visit.redirects = redirects
        }
        return visit
    }

    private func keep(_ lines: [String], for host: String) {
        for line in lines {
            let parts = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { continue }
            let name = String(pair[..<equals])
            let value = String(pair[pair.index(after: equals)...])
            let dead = parts.contains { $0.lowercased() == "max-age=0" }
            cookies[host, default: [:]][name] = dead ? nil : value
        }
    }
}

/// A fault of the test's own world.
struct WorldMistake: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

private func hostname(of address: String) -> String { URL(string: address)?.host ?? "" }

private func origin(of address: String) -> String {
    guard let url = URL(string: address), let host = url.host else { return "" }
    return "https://\(host)" + (url.port.map { ":\($0)" } ?? "")
}

private func resolve(_ location: String, from address: String) -> String {
    URL(string: location, relativeTo: URL(string: address))?.absoluteURL.absoluteString ?? location
}

private func escape(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
}
