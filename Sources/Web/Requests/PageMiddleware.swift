package import Hummingbird

/// The first middleware of every page: language, theme and print view from the request, strangers' forms refused,
/// every error turned into its page.
package struct PageMiddleware: RouterMiddleware {
    package typealias Context = PageContext
    private let frame: FaultFrame
    private var shell: Shell { frame.shell }

    /// `faults` are the pages of those errors that the slices know better.
    package init(shell: Shell, faults: @escaping FaultPages = { _, _, _ in nil }) {
        frame = FaultFrame(shell: shell, faults: faults)
    }

    package func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.look(at: request)
        for kind in Self.believed where kind.reading(request.headers) == .doubled { context.cookies += kind.ending }
        context.bindToProbe(request)
        let seen = context
        return await frame.answer(request, seen) {
            try admit(request, seen)
            return try await next(request, seen)
        }
    }

    /// The cookies that say whose request it is, and that the browser keeps any.
    private static let believed = [CookieKind.portal, .probe]

    /// Another origin may only send a person here by a link (S-42); what changes something comes from our own page (S-17),
    /// in a browser that keeps our cookies.
    private func admit(_ request: Request, _ context: PageContext) throws {
        guard Self.believed.allSatisfy({ $0.reading(request.headers) != .doubled }) else {
            throw CookieRefusal.doubled
        }
        let authority = request.head.authority ?? shell.site.authority(port: context.connection.port)
        if RequestSource(request.headers, authority: authority) == .elsewhere {
            switch StrangersRequest(request.head) {
            case .topLevelNavigation: break
            case .framed: throw CookieRefusal.framed
            case .other: throw FormRefusal.otherOrigin
            }
        }
        guard request.method != .get, request.method != .head else { return }
        let hasCookie = Self.believed.contains { $0.reading(request.headers) != .absent }
        guard hasCookie else { throw CookieRefusal.absent }
    }
}
