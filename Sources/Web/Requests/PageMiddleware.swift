package import Hummingbird

/// The first middleware of every page: language, theme and print view from the request, strangers' forms refused,
/// every error turned into its page.
package struct PageMiddleware: RouterMiddleware {
    package typealias Context = PageContext
    private let shell: Shell
    private let faults: FaultPages

    package init(shell: Shell, faults: @escaping FaultPages = { _, _, _ in nil }) {
        self.shell = shell
        self.faults = faults
    }

    package func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.look(at: request)
        do {
            try admit(request, context)
            context.bindToProbe(request)
            return try await next(request, context)
        } catch {
            return shell.answer(error, to: request, in: context, by: faults)
        }
    }

    /// Another origin may only send a person here by a link (S-42); what changes something comes from our own page (S-17),
    /// in a browser that keeps our cookies.
    private func admit(_ request: Request, _ context: PageContext) throws {
        guard CookieKind.portal.reading(request.headers) != .doubled,
            CookieKind.probe.reading(request.headers) != .doubled
        else { throw CookieRefusal.doubled }
        let authority = request.head.authority ?? shell.site.authority(port: context.connection.port)
        if RequestSource(request.headers, authority: authority) == .elsewhere {
            switch StrangersRequest(request.head) {
            case .topLevelNavigation: break
            case .framed: throw CookieRefusal.framed
            case .other: throw FormRefusal.otherOrigin
            }
        }
        guard request.method != .get, request.method != .head else { return }
        let hasCookie = [CookieKind.portal, .probe].contains { $0.reading(request.headers) != .absent }
        guard hasCookie else { throw CookieRefusal.absent }
    }
}

/// The last middleware before the pages: their errors, answered with all that is known of the caller by then.
package struct FaultMiddleware: RouterMiddleware {
    package typealias Context = PageContext
    private let shell: Shell
    private let faults: FaultPages

    package init(shell: Shell, faults: @escaping FaultPages = { _, _, _ in nil }) {
        self.shell = shell
        self.faults = faults
    }

    package func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return shell.answer(error, to: request, in: context, by: faults)
        }
    }
}
