import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import Web

@testable import Access

@Suite struct `A request to the portal` {
    private func answer(_ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields) async throws -> Response {
        let router = Router(context: PageContext.self)
        router.add(middleware: PageMiddleware(shell: try Town.shell(try Town.city())))
        router.get("/page") { _, context in
            var headers: HTTPFields = [.contentLanguage: context.language.rawValue]
            for cookie in context.cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
            return Response(status: .ok, headers: headers)
        }
        router.post("/page") { _, _ in Response(status: .accepted) }
        let head = HTTPRequest(
            method: method,
            scheme: "https",
            authority: "nomades.localhost:8443",
            path: path,
            headerFields: headers
        )
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        return try await router.buildResponder().respond(to: request, context: Town.context())
    }

    private let browser: HTTPFields = [.secFetchMode: "navigate", .secFetchSite: "same-origin"]
    private let probe = HTTPField(name: .cookie, value: "__Host-nomade-probe=0123456789abcdef0123456789abcdef")

    @Test func `S-17, S-42: changes nothing when another origin sent it, siblings included`() async throws {
        var headers = browser
        headers.append(probe)
        #expect(try await answer(.post, "/page", headers).status == .accepted)
        headers[.secFetchSite] = "same-site"
        #expect(try await answer(.post, "/page", headers).status == .forbidden)
        headers[.secFetchSite] = "same-origin"
        headers[.origin] = "https://paie.nomades.localhost:8443"
        #expect(try await answer(.post, "/page", headers).status == .forbidden)
    }

    @Test(arguments: [
        ["Origin": "https://paie.nomades.localhost:8443"], ["Origin": "null"],
        ["Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"],
        ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"],
        ["Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate"],
        ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "document"],
    ]) func `S-42: of another origin reads nothing, and a program is told so`(_ stated: [String: String]) async throws {
        for method in [HTTPRequest.Method.get, .head] {
            let answer = try await answer(method, "/page", HTTPFields(stated))
            #expect(answer.status == .forbidden)
        }
        let program = try await answer(.get, "/page", HTTPFields(["Origin": "https://elsewhere.example"]))
        #expect(program.headers[.contentType] == "application/problem+json")
    }

    @Test func `S-42: by a link of another site shows its page, by HEAD or POST it does not`() async throws {
        var link = browser
        link[.secFetchSite] = "cross-site"
        link[.secFetchDest] = "document"
        link.append(probe)
        #expect(try await answer(.get, "/page", link).status == .ok)
        #expect(try await answer(.head, "/page", link).status == .forbidden)
        #expect(try await answer(.post, "/page", link).status == .forbidden)
    }

    @Test(arguments: ["iframe", "frame", "object", "embed", "fencedframe"])
    func `S-42, X-22: in a frame of another site is told to open in a tab`(_ dest: String) async throws {
        var framed = browser
        framed[.secFetchSite] = "cross-site"
        framed[.secFetchDest] = dest
        let answer = try await answer(.get, "/page", framed)
        #expect(answer.status == .badRequest)
        framed[.secFetchSite] = "same-origin"
        #expect(try await self.answer(.get, "/page", framed).status == .ok)
    }

    @Test func `X-22: that sends a form without our cookie is told so, with no redirect`() async throws {
        let answer = try await answer(.post, "/page", browser)
        #expect(answer.status == .badRequest)
        #expect(answer.headers[.location] == nil)
    }

    @Test func `S-12: with two cookies of one name is refused, and told so`() async throws {
        var headers = browser
        headers[.cookie] = "__Host-nomade=a; __Host-nomade=b"
        let answer = try await answer(.get, "/page", headers)
        #expect(answer.status == .badRequest)
        let ended = answer.headers[values: .setCookie].filter { $0.hasPrefix("__Host-nomade=;") }
        #expect(ended.count == 2 && ended.contains { $0.hasSuffix("Max-Age=0; Partitioned") })
    }

    @Test func `S-17: for another language changes a cookie of no identity, and nothing else`() async throws {
        let answer = try await answer(.get, "/page?lang=en", browser)
        #expect(answer.headers[.contentLanguage] == "en")
        #expect(answer.headers[values: .setCookie].contains { $0.hasPrefix("__Host-nomade-look=en.auto;") })
        let dark = try await self.answer(.get, "/page?theme=dark", [.cookie: "__Host-nomade-look=en.auto"])
        #expect(dark.headers[values: .setCookie].contains { $0.hasPrefix("__Host-nomade-look=en.dark;") })
        #expect(dark.headers[.contentLanguage] == "en")
        let other = try await self.answer(.get, "/page?lang=xx", [.acceptLanguage: "de, en;q=0.8, fr;q=0.5"])
        #expect(other.headers[.contentLanguage] == "en")
    }

    @Test func `X-2: of a program that meets a no gets problem+json, of a person a page`() async throws {
        #expect(try await answer(.get, "/none", [:]).headers[.contentType] == "application/problem+json")
        let page = try await answer(.get, "/none", browser)
        #expect(page.status == .notFound)
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
    }
}

extension HTTPFields {
    fileprivate init(_ stated: [String: String]) {
        self.init()
        for (name, value) in stated { self[HTTPField.Name(name) ?? .accept] = value }
    }
}
