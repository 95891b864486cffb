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

    @Test func `X-22: that sends a form without our cookie is told so, with no redirect`() async throws {
        let answer = try await answer(.post, "/page", browser)
        #expect(answer.status == .badRequest)
        #expect(answer.headers[.location] == nil)
    }

    @Test func `S-12: with two cookies of one name is refused, and told so`() async throws {
        var headers = browser
        headers[.cookie] = "__Host-nomade=a; __Host-nomade=b"
        #expect(try await answer(.get, "/page", headers).status == .badRequest)
    }

    @Test func `S-17: for another language changes a cookie of no identity, and nothing else`() async throws {
        let answer = try await answer(.get, "/page?lang=en", browser)
        #expect(answer.headers[.contentLanguage] == "en")
        #expect(answer.headers[values: .setCookie].contains { $0.hasPrefix("__Host-nomade-look=en.auto;") })
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
