import Crypto
import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore

/// Stops the double submit of a form: the same bytes, and so the same form token, are one act of one browser.
package struct SubmissionMiddleware: RouterMiddleware {
    package typealias Context = PageContext
    private let submissions: Submissions

    /// It stands between `PageMiddleware` and what makes the caller, whose token the first of two may have ended.
    package init(_ submissions: Submissions = Submissions()) { self.submissions = submissions }

    package func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post, (request.headers[.contentType] ?? "").lowercased().hasPrefix(Form.contentType)
        else { return try await next(request, context) }
        let body = try await Form.bytes(of: request)
        let buffered = Request(head: request.head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let name = Self.name(request.head, body)
        if case .again(let response) = await submissions.begin(name, at: context.now) { return unmarked(response) }
        do {
            let response = try await next(buffered, context)
            await submissions.end(name, with: response, at: context.now)
            return unmarked(response)
        } catch {
            await submissions.end(name, with: nil, at: context.now)
            throw error
        }
    }

    private func unmarked(_ response: Response) -> Response {
        var response = response
        response.isShownOnce = false
        return response
    }

    private static func name(_ head: HTTPRequest, _ body: [UInt8]) -> Submissions.Name {
        var hash = SHA256()
        for part in [head.authority ?? "", head.path ?? ""] {
            hash.update(data: Data("\(part.utf8.count):\(part)".utf8))
        }
        hash.update(data: Data(body))
        let bytes = Data(hash.finalize()).base64EncodedString()
        let cookies = head.headerFields[values: .cookie].map { "\($0.utf8.count):\($0)" }.joined()
        let exact = Data(SHA256.hash(data: Data((bytes + cookies).utf8))).base64EncodedString()
        return Submissions.Name(exact: exact, bytes: holdsToken(body) ? bytes : nil)
    }

    private static func holdsToken(_ body: [UInt8]) -> Bool {
        (try? Form(bytes: body))?[FormTokens.field].isEmpty == false
    }
}
