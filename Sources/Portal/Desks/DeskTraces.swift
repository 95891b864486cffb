import Access
import Audit
import City
import People
import Policy
import SignIn
import Web

/// What the desk of an IT contact asks of SignIn, Access and the audit.
struct DeskTraces: Sendable {
    let texts: Texts
    let city: @Sendable () -> City

    var rooms: ITDeskRooms {
        ITDeskRooms(
            devices: { agent, now, reading in
                PersonDevices(
                    browsers: try KnownBrowserStore.proven(by: agent, at: now, in: reading),
                    hasAuthenticator: try AuthenticatorStore.isEnrolled(agent, in: reading),
                    codeDevice: try CodeDeviceStore.serial(heldBy: agent, in: reading),
                    recoveryCodes: try RecoveryStore.left(of: agent, in: reading)
                )
            },
            trace: trace
        )
    }

    /// The refusal as the person's page said it, and the decision as the operator's terminal does.
    @Sendable private func trace(_ record: AuditRecord, _ language: Language) -> DeskTrace? {
        let detail = record.entry.detail
        if let own = detail.decoded(as: OwnRefusalTrace.self) {
            let app = city().app(key: own.app)?.name ?? own.app
            let title = Value.said("it.trace-app", ["app": app, "n": String(own.status)])
            return DeskTrace(title: title, words: [], chain: [], lines: own.lines)
        }
        if let check = detail.decoded(as: ReadyTrace.self) {
            return DeskTrace(title: .said("it.trace-ready"), words: [], chain: [], lines: check.lines)
        }
        guard let kept = detail.decoded(as: RefusalTrace.self) else { return nil }
        let lines = kept.decision.lines(for: kept.question)
        guard kept.decision.verdict == .refuse, let reference = record.entry.reference else {
            return DeskTrace(title: .said("it.trace-hidden"), words: [], chain: [], lines: lines)
        }
        let asking = Asking(language: language, portal: city().portal.origin, reference: reference)
        let page = RefusalPages(city: city(), texts: texts).page(for: kept.decision, asking)
        return DeskTrace(
            title: .said(page.code, page.values),
            words: page.parts.flatMap(\.lines),
            chain: page.chain,
            lines: lines
        )
    }
}
