package import Audit
import HTTPTypes
package import Hummingbird
import Logging
import Policy
package import Web

/// What every desk answers about what is not there for its caller, and about an act that is refused; both are logged (S-28, X-51).
package struct DeskRefusalPages: Sendable {
    let shell: Shell
    let refusals: RefusalLog

    /// The answers of one installation.
    package init(shell: Shell, refusals: RefusalLog) { (self.shell, self.refusals) = (shell, refusals) }

    /// The one answer about what is not there for this caller, whatever the reason.
    package func absent(_ request: Request, _ context: PageContext) async -> Response {
        let seen = await logged("desk.absent", request, context)
        return shell.answer(HTTPRefusal.notFound, to: request, in: seen, by: { _, _, _ in nil })
    }

    /// An act that is refused to somebody who may see the person; `back` is where to go on.
    package func refuse(_ refusal: any Refusal, back: String, isCalm: Bool, _ request: Request, _ context: PageContext)
        async
        -> Response
    {
        let seen = await logged(refusal.code, request, context)
        var page = FaultPage(refusal, path: back)
        page.isCalm = isCalm
        if !shell.texts.has(refusal.code + ".button", in: context.language) { page.buttonCode = "desk.go-back" }
        return shell.answer(page.page, to: request.head, in: seen)
    }

    /// Writes a refusal to the audit and shows the reference that it has there; shown even when the audit is down (S-37).
    private func logged(_ reason: String, _ request: Request, _ context: PageContext) async -> PageContext {
        guard let caller = context.caller else { return context }
        var context = context
        let number = context.number
        let entry = AuditEntry(
            who: .agent(caller.agent),
            subject: number.isEmpty ? nil : number,
            act: "desk.refused",
            object: request.uri.path,
            at: context.now.seconds,
            origin: AuditOrigin(channel: context.connection.channel.rawValue, address: context.connection.peer),
            reference: context.reference,
            detail: AuditDetail(["reason": reason])
        )
        do { context.reference = try await refusals.note(entry, reason: reason) } catch {
            context.logger.error("a refusal was not written to the audit", metadata: ["error": "\(error)"])
        }
        return context
    }
}

extension PageContext {
    /// The employee number of the address; empty where it has none.
    var number: String { parameters.get("number") ?? "" }
}
