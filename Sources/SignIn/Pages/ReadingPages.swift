import HTTPTypes
package import Hummingbird
import Policy
package import Web

extension SignInHouse {
    /// What the portal's cookie of a request is; an accompanied session is none away from the office (AA-2).
    func finding(_ request: Request, _ context: PageContext) -> SessionTable.Finding {
        guard let text = CookieKind.portal.reading(request.headers).value, let token = Token(.portal, text: text) else {
            return .none
        }
        let found = table.look(token.hash, host: door.parts.portalHost, at: context.now)
        if case .awake(let session) = found, session.accompaniedBy != nil, context.connection.channel != .office {
            return .none
        }
        return found
    }

    /// Takes over a session that another gate opened so lately that this one has not heard of it.
    func adopt(_ request: Request, _ context: PageContext) async throws {
        guard let text = CookieKind.portal.reading(request.headers).value, let token = Token(.portal, text: text) else {
            return
        }
        _ = try await door.parts.adopt(token.hash, host: door.parts.portalHost, at: context.now)
    }

    /// The browser of a request, as the way in sees it.
    package func visitor(_ request: Request, _ context: PageContext) -> SignInVisitor {
        let known = CookieKind.known.reading(request.headers).value.flatMap { Token(.known, text: $0) }
        let session: LiveSession.ID? =
            switch finding(request, context) {
            case .none: nil
            case .awake(let session), .asleep(let session), .over(let session): session.id
            }
        return SignInVisitor(
            connection: context.connection,
            now: context.now,
            reference: context.reference,
            known: known,
            session: session,
            browser: Browser(request.headers)
        )
    }
}

extension Request {
    /// One value of the query, as it stands there; empty when it is absent.
    func query(_ name: String) -> String { uri.queryParameters[Substring(name)].map(String.init) ?? "" }
}
