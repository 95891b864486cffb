package import Hummingbird

/// The last middleware before the pages: their errors, answered with all that is known of the caller by then.
package struct FaultMiddleware: RouterMiddleware {
    package typealias Context = PageContext
    private let frame: FaultFrame

    /// `faults` are the pages of those errors that the slices know better.
    package init(shell: Shell, faults: @escaping FaultPages = { _, _, _ in nil }) {
        frame = FaultFrame(shell: shell, faults: faults)
    }

    package func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        await frame.answer(request, context) { try await next(request, context) }
    }
}

/// Turns the error of what it surrounds into its page, or its twin for a program.
struct FaultFrame: Sendable {
    let shell: Shell
    let faults: FaultPages

    func answer(_ request: Request, _ context: PageContext, _ work: () async throws -> Response) async -> Response {
        do {
            return try await work()
        } catch {
            return shell.answer(error, to: request, in: context, by: faults)
        }
    }
}
