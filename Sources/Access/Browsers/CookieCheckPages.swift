package import Hummingbird
package import Web

/// `POST /cookies/check`: the button of the page about cookies, which brings back the probe that came with it.
package struct CookieCheckPages: Sendable {
    /// Where the button posts to.
    package static let path = "/cookies/check"
    private let shell: Shell

    /// The page of one shell.
    package init(shell: Shell) { self.shell = shell }

    /// Adds `POST /cookies/check`.
    package func add(to router: Router<PageContext>) {
        router.post(RouterPath(Self.path)) { request, context in try await check(request, context) }
    }

    /// Without the probe this is never reached: `PageMiddleware` shows the page about cookies again.
    private func check(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try shell.check(form, in: context)
        var page = FaultPage("cookie.settled", status: 200)
        page.button = Self.isOwn(form["to"]) ? form["to"] : "/"
        page.isCalm = true
        return shell.answer(page.page, to: request.head, in: context)
    }

    /// A path of this very host: two slashes, or a backslash that browsers read as one, would lead to another.
    static func isOwn(_ address: String) -> Bool {
        let bytes = Array(address.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.dropFirst().first != UInt8(ascii: "/") else { return false }
        return bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
    }
}
