import Access
import ArgumentParser
import Audit
import Policy
import Portal
import Store
import Web

extension PolicyCommand.Explain {
    /// Opens the trace that stands behind the reference of a page.
    func explain(reference typed: String) async throws {
        guard let reference = Reference(typed) else {
            throw ValidationError("a reference has six characters, such as K7M-4QD, not \(typed)")
        }
        let installation = try await options.installation()
        let record = try await installation.database.read { try AuditLog.entry(reference: reference, in: $0) }
        guard let record else {
            throw Failure(
                .no,
                code: "reference.unknown",
                what: "nothing is kept under \(reference)",
                fix: "check its six characters; a stranger's refusal is counted, not kept"
            )
        }
        if options.json {
            Terminal.print(record.entry.detail.json)
        } else {
            let detail = record.entry.detail
            let trace = detail.decoded(as: RefusalTrace.self)
            let own = detail.decoded(as: OwnRefusalTrace.self)?.lines ?? detail.decoded(as: ReadyTrace.self)?.lines
            let lines = trace.map { $0.decision.lines(for: $0.question) } ?? own ?? [detail.json]
            Terminal.print(
                (["\(reference): \(record.entry.act), \(record.times) times"] + lines).joined(separator: "\n")
            )
        }
    }
}
