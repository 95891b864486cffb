import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Policy
import Testing

@testable import Web

@Suite struct `A form that is sent twice` {
    @Test func `X-10: is done once, also while the first is on its way, and both get the same answer`() async throws {
        let desk = Desk()
        async let first = desk.send("form-token=x&word=yes")
        async let second = desk.send("form-token=x&word=yes")
        #expect(try await [first, second] == ["act=1", "act=1"])
        #expect(try await desk.send("form-token=x&word=yes", second: Submissions.life - 1) == "act=1")
    }

    @Test func `X-10: is another act with another token, in another browser, or half a minute later`() async throws {
        let desk = Desk()
        #expect(try await desk.send("form-token=x&word=yes") == "act=1")
        #expect(try await desk.send("form-token=y&word=yes") == "act=2")
        #expect(try await desk.send("form-token=x&word=yes", cookie: "a=2") == "act=3")
        #expect(try await desk.send("form-token=x&word=yes", second: Submissions.life) == "act=4")
    }

    @Test func `X-10, LE-3: gets what is shown once only while it is on its way, and the mark stays in the house`()
        async throws
    {
        let desk = Desk()
        async let first = desk.send("form-token=x&word=secret")
        async let second = desk.send("form-token=x&word=secret")
        #expect(try await [first, second] == ["act=1", "act=1"])
        #expect(try await desk.send("form-token=x&word=secret") == "act=2")
    }

    @Test func `X-10: leads to the same place, with no cookie, where the first answer has changed the cookies`()
        async throws
    {
        let desk = Desk()
        #expect(try await desk.send("form-token=x&word=enter", cookie: "a=1") == "act=1 /1")
        #expect(try await desk.send("form-token=x&word=enter", cookie: "a=2") == " /1")
        #expect(try await desk.send("form-token=y&word=enter", cookie: "a=2") == "act=2 /2")
        #expect(try await desk.send("form-token=x&word=enter", cookie: "a=2", second: Submissions.life) == "act=3 /3")
    }

    @Test(arguments: ["word=enter", "form-token=&word=enter"])
    func `X-10: is told from the same words of another browser where it holds no form token`(body: String) async throws
    {
        let desk = Desk()
        #expect(try await desk.send(body, cookie: "a=1") == "act=1 /1")
        #expect(try await desk.send(body, cookie: "a=2") == "act=2 /2")
    }

    @Test func `S-22: is judged anew where the answer was no, so that each guess is counted`() async throws {
        let desk = Desk()
        #expect(try await desk.send("form-token=x&word=wrong") == "act=1")
        #expect(try await desk.send("form-token=x&word=wrong") == "act=2")
        await #expect(throws: FormRefusal.stale) { try await desk.send("form-token=x&word=refused") }
        await #expect(throws: FormRefusal.stale) { try await desk.send("form-token=x&word=refused") }
    }

    @Test func `X-10: has a token that no other form of the same second has`() {
        let tokens = FormTokens(key: SymmetricKey(size: .bits256))
        let now = context().now
        #expect(tokens.issue(for: "claire", at: now) != tokens.issue(for: "claire", at: now))
    }
}

/// A page that does something slowly, and counts how often it did.
private final class Desk: Sendable {
    private let acts = Count()
    let responder: any HTTPResponder<PageContext>

    init() {
        let router = Router(context: PageContext.self)
        router.add(middleware: SubmissionMiddleware())
        router.post("/act") { [acts] request, _ in
            let form = try await Form(of: request)
            try await Task.sleep(for: .milliseconds(30))
            if form["word"] == "refused" { throw FormRefusal.stale }
            let count = await acts.next()
            let statuses: [String: HTTPResponse.Status] = ["wrong": .unauthorized, "enter": .seeOther]
            var response = Response(status: statuses[form["word"]] ?? .ok, headers: [.setCookie: "act=\(count)"])
            if response.status == .seeOther { response.headers[.location] = "/\(count)" }
            response.isShownOnce = form["word"] == "secret"
            return response
        }
        responder = router.buildResponder()
    }

    func send(_ body: String, cookie: String = "a=1", second: Int64 = 0) async throws -> String {
        var head = HTTPRequest(method: .post, scheme: "https", authority: "nomades.localhost", path: "/act")
        head.headerFields = [.contentType: "application/x-www-form-urlencoded", .cookie: cookie]
        var context = context()
        context = PageContext(
            source: PageSource(
                logger: context.logger,
                connection: context.connection,
                now: context.now.adding(seconds: second)
            )
        )
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
        let response = try await responder.respond(to: request, context: context)
        if response.isShownOnce { return "the mark left the house" }
        return (response.headers[.setCookie] ?? "") + (response.headers[.location].map { " \($0)" } ?? "")
    }
}

/// How often something was done.
private actor Count {
    private var number = 0

    func next() -> Int {
        number += 1
        return number
    }
}
