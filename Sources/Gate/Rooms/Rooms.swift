package import City
import HTTPTypes
package import Hummingbird
package import Policy
package import SignIn
package import Web

/// All that the gate asks of the rooms behind it; Portal fills it, tests fill it with a fake.
package struct Rooms: Sendable {
    /// A request without session on an app host: 303 to the portal with the nonce cookie, or 401 for a program.
    package var signIn: @Sendable (ReturnAddress, RequestFacts) async -> Response
    /// `GET /.nomade/ticket` on an app host.
    package var redeem: @Sendable (TicketUse, RequestFacts) async -> Response
    /// A navigation or an unsafe method was permitted (S-15).
    package var noteActivity: @Sendable (LiveSession.ID, Instant) -> Void
    /// Exchanges that were closed while they were open, for the receipt.
    package var closed: @Sendable ([Closing]) -> Void
    /// The value of `X-Nomade-Assertion`, cached by the room; nil leaves the field out.
    package var assertion: @Sendable (LiveSession, App) -> String?
    /// The page or problem of a refusal, written to the audit.
    package var refuse: @Sendable (Decision, RequestFacts) async -> Response
    /// The page or problem of an upstream that does not answer.
    package var upstream: @Sendable (UpstreamFailure, RequestFacts) async -> Response
    /// The page around an app's own bare no, for apps that ask for it; it bears the app's status.
    package var explain: @Sendable (AppRefusal, RequestFacts) async -> Response
    /// An app's internal name was asked for.
    package var offNetwork: @Sendable (App, RequestFacts) async -> Response
    /// A signed-in person asked for a host that is no app: as for an app that is unlisted to them.
    package var absent: @Sendable (RequestFacts) async -> Response
    /// Cookies that are doubled, too many, or held back in a frame.
    package var cookies: @Sendable (CookieTrouble, RequestFacts) async -> Response
    /// A refusal of the gate itself, as a page or a problem; facts are nil where no request could be read.
    package var refusal: @Sendable (RequestRefusal, RequestFacts?) async -> Response
    /// The portal's own pages.
    package var portal: @Sendable (Request, ClientConnection) async -> Response

    package init(
        signIn: @escaping @Sendable (ReturnAddress, RequestFacts) async -> Response,
        redeem: @escaping @Sendable (TicketUse, RequestFacts) async -> Response,
        refuse: @escaping @Sendable (Decision, RequestFacts) async -> Response,
        upstream: @escaping @Sendable (UpstreamFailure, RequestFacts) async -> Response,
        offNetwork: @escaping @Sendable (App, RequestFacts) async -> Response,
        absent: @escaping @Sendable (RequestFacts) async -> Response,
        cookies: @escaping @Sendable (CookieTrouble, RequestFacts) async -> Response,
        portal: @escaping @Sendable (Request, ClientConnection) async -> Response
    ) {
        self.signIn = signIn
        self.redeem = redeem
        self.refuse = refuse
        self.upstream = upstream
        self.offNetwork = offNetwork
        self.absent = absent
        self.cookies = cookies
        self.portal = portal
        noteActivity = { _, _ in }
        closed = { _ in }
        assertion = { _, _ in nil }
        explain = { refusal, _ in Response(status: HTTPResponse.Status(code: refusal.status)) }
        refusal = { refusal, facts in OwnAnswer.response(to: refusal, wantsPage: facts?.wantsPage ?? true) }
    }
}
