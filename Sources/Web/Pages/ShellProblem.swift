package import HTTPTypes
package import Hummingbird
import Logging

extension Shell {
    /// The page for a person, its problem+json twin for a program.
    package func answer(_ page: Page, to request: HTTPRequest, in context: PageContext) -> Response {
        isNavigation(request.headerFields) ? render(page, in: context) : problem(page, in: context).response()
    }

    /// The twin of a page: the same code, words and remedies.
    package func problem(_ page: Page, in context: PageContext) -> Problem {
        let reader = reader(of: page, in: context)
        return Problem(
            code: page.title,
            status: page.status.code,
            title: reader.words(.said(page.title)),
            detail: page.detail.map(reader.words).filter { !$0.isEmpty }.joined(separator: " "),
            reference: context.reference,
            remedies: page.remedies.map {
                Problem.Remedy(code: $0.code, text: reader.words($0.words), url: $0.url, contact: $0.contact)
            }
        )
    }

    /// The answer to an error: a refusal says itself, everything else is an incident whose detail goes to the log.
    package func answer(
        _ error: any Error,
        to request: Request,
        in context: PageContext,
        by pages: FaultPages
    ) -> Response {
        var context = context
        if let incident = error as? Incident { context.reference = incident.reference }
        return answer(page(of: error, request, context, pages), to: request.head, in: context)
    }

    private func page(of error: any Error, _ request: Request, _ context: PageContext, _ pages: FaultPages) -> Page {
        if let page = pages(error, request, context) { return page }
        if let refusal = error as? any Refusal { return FaultPage(refusal, path: context.ownPath ?? "/").page }
        if let status = (error as? any HTTPResponseError)?.status, let refusal = HTTPRefusal(status) {
            return FaultPage(refusal).page
        }
        let detail = (error as? Incident)?.detail ?? "\(error)"
        context.logger.error(
            "incident",
            metadata: ["reference": "\(context.reference)", "detail": "\(detail)", "path": "\(request.uri.path)"]
        )
        return FaultPage.incident(path: context.ownPath).page
    }
}

/// A slice's own page for an error; nil leaves it to the shell.
package typealias FaultPages = @Sendable (any Error, Request, PageContext) -> Page?
