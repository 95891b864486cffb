import Access
import City
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SignIn
import Web

/// The portal's table of contents: every address, once.
struct Routes: Sendable {
    let city: City
    let house: SignInHouse
    let assertionKeys: [AssertionKey]
    let space: AgentSpace
    let hrDesk: HRDesk
    let supervisorDesk: SupervisorDesk
    let contactDesk: ContactDesk
    let guide: GuidePages
    let resetDesks: ResetDesks
    let itDesk: ITDesk
    let requests: GrantRequestPages
    let ready: ReadyHouse

    private var shell: Shell { house.shell }

    /// The router of all pages, its middlewares outermost first.
    func router() -> Router<PageContext> {
        let router = Router(context: PageContext.self)
        router.add(middleware: PageMiddleware(shell: shell, faults: FaultDesk(city: city).page))
        router.add(middleware: SubmissionMiddleware())
        router.add(middleware: CallerMiddleware(house))
        router.add(middleware: FaultMiddleware(shell: shell, faults: FaultDesk(city: city).page))
        addPublic(to: router)
        addSignIn(to: router)
        addActivation(to: router)
        addPasswords(to: router)
        hrDesk.add(to: router.group().add(middleware: CallerOnly(house)))
        supervisorDesk.add(to: router.group().add(middleware: CallerOnly(house)))
        contactDesk.add(to: router.group().add(middleware: CallerOnly(house)))
        resetDesks.add(to: router.group().add(middleware: CallerOnly(house)))
        itDesk.add(to: router.group().add(middleware: CallerOnly(house)))
        space.add(to: router, router.group().add(middleware: CallerOnly(house)))
        requests.add(to: router)
        ReadyPages(ready).add(to: router)
        FalseSitePages(house).add(to: router)
        return router
    }

    /// For programs and for everybody: nothing personal.
    private func addPublic(to router: Router<PageContext>) {
        let keys = PublishedKeys(keys: assertionKeys.map(\.published))
        router.get("/.well-known/jwks.json") { _, _ in keys.response() }
        Furniture(shell: shell).add(to: router)
        CookieCheckPages(shell: shell).add(to: router)
        StaticPages(city: city, shell: shell).add(to: router)
        guide.add(to: router)
    }

    /// The way in, and out.
    private func addSignIn(to router: Router<PageContext>) {
        let (signIn, code, wake, out) = (SignInPages(house), CodePages(house), WakePages(house), SignOutPages(house))
        router.get("/sign-in", use: signIn.page)
        router.post("/sign-in", use: signIn.prove)
        router.get("/hand-over", use: signIn.page)
        router.get("/sign-in/code", use: code.page)
        router.post("/sign-in/code", use: code.prove)
        router.post("/sign-in/code/message", use: code.send)
        let charter = CharterPages(house)
        router.get("/sign-in/charter", use: charter.page)
        router.post("/sign-in/charter", use: charter.accept)
        router.post("/wake", use: wake.wake)
        router.get("/confirm", use: wake.confirmation)
        router.post("/confirm", use: wake.confirm)
        router.post("/confirm/message", use: wake.send)
        router.get("/sign-out", use: out.page)
        router.post("/sign-out", use: out.leave)
    }

    /// From the letter to the launcher.
    private func addActivation(to router: Router<PageContext>) {
        let account = AccountPages(house)
        router.get("/account", use: account.page)
        router.post("/account", use: account.ask)
        router.post("/account/code", use: account.prove)
        let activation = ActivationPages(house)
        router.get("/activation", use: activation.page)
        router.post("/activation", use: activation.prove)
        router.post("/activation/charter", use: activation.accept)
        router.post("/activation/password", use: activation.choose)
        router.post("/activation/proof", use: activation.enrol)
        router.post("/activation/proof/message", use: activation.send)
        router.post("/activation/recovery", use: activation.recovery)
        router.post("/activation/finish", use: activation.finish)
    }

    /// Setting and changing what one proves oneself with, and seeing where that is used.
    private func addPasswords(to router: Router<PageContext>) {
        let (password, issue, sessions) = (PasswordPages(house), IssuePages(house), SessionsPages(house))
        router.get("/sessions", use: sessions.page)
        router.post("/sessions/closing", use: sessions.closeOthers)
        router.post("/sessions/{id}/closing", use: sessions.closeOne)
        router.get("/password", use: password.page)
        router.post("/password", use: password.change)
        let forgotten = ForgottenPages(house)
        router.get("/forgotten", use: forgotten.page)
        router.post("/forgotten", use: forgotten.ask)
        router.post("/forgotten/proof", use: forgotten.prove)
        router.post("/forgotten/password", use: forgotten.choose)
        let contacts = ContactPages(house)
        router.get("/contacts", use: contacts.page)
        router.post("/contacts/{kind}", use: contacts.begin)
        router.post("/contacts/{kind}/proof", use: contacts.prove)
        router.post("/contacts/{kind}/end", use: contacts.stop)
        let reset = OwnResetPages(house)
        router.get("/caller", use: reset.calls)
        router.get("/reset", use: reset.page)
        router.post("/reset/end", use: reset.stop)
        let dossier = DossierPages(house)
        router.get("/dossier", use: dossier.page)
        router.post("/dossier", use: dossier.open)
        router.post("/dossier/code", use: dossier.send)
        router.post("/dossier/code/proof", use: dossier.prove)
        let (recovery, authenticator) = (RecoveryPages(house), AuthenticatorPages(house))
        router.get("/recovery-codes", use: recovery.page)
        router.post("/recovery-codes", use: recovery.renew)
        router.get("/authenticator", use: authenticator.page)
        router.post("/authenticator", use: authenticator.prove)
        router.get("/issue/{token}", use: issue.page)
        router.post("/issue/{token}", use: issue.choose)
        router.post("/issue/{token}/code", use: issue.prove)
    }
}

/// The pages of those errors that know the browser's menus.
private struct FaultDesk: Sendable {
    let city: City

    @Sendable func page(_ error: any Error, _ request: Request, _ context: PageContext) -> Page? {
        guard let refusal = error as? CookieRefusal else { return nil }
        let own = context.ownPath ?? "/sign-in"
        let address = own == CookieCheckPages.path ? "/" : own
        return switch refusal {
        case .absent: DoorPages(city: city).cookieAbsentHere(then: address, request.headers).page
        case .doubled: DoorPages(city: city).cookieDoubled(signIn: address).page
        case .framed: DoorPages(city: city).framed(at: address).page
        default: nil
        }
    }
}

/// `/.well-known/jwks.json` (RFC 7517 §5).
private struct PublishedKeys: Encodable {
    let keys: [PublishedKey]

    func response() -> Response {
        let bytes = (try? JSONEncoder().encode(self)).map(Array.init) ?? Array(#"{"keys":[]}"#.utf8)
        return Response(
            status: .ok,
            headers: [.contentType: "application/jwk-set+json", .cacheControl: "max-age=300"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
