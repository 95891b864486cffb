import City
package import Policy
import Store
import Web

/// Carries a session from the portal to an app's host (S-13).
package struct HandOver: Sendable {
    /// What became of a ticket.
    package enum Redemption: Sendable {
        /// The app host's own token, and where the person goes.
        case entered(Token, target: String, nonce: Token)
        /// The nonce cookie of this host is missing: the browser does not keep our cookies here.
        case withoutNonce
        /// Two cookies of one name: neither is believed (S-12).
        case doubled
        /// Used, too old, of another host or of another browser.
        case refused
    }

    private let parts: SignInParts

    /// Hand-overs between the hosts of one city.
    package init(_ parts: SignInParts) { self.parts = parts }

    /// A ticket for one host and one browser: the one whose nonce was set there before.
    package func ticket(
        of session: LiveSession,
        to address: ReturnAddress,
        nonce: TokenHash,
        at now: Instant
    ) async throws -> Token {
        let token = Token.random(.ticket)
        try await parts.database.write { transaction in
            try TicketStore.keep(
                StoredTicket(
                    hash: token.hash,
                    session: session.id,
                    host: address.host,
                    nonce: nonce,
                    target: address.target,
                    expiresAt: now.adding(seconds: Ticket.life)
                ),
                in: transaction
            )
        }
        return token
    }

    /// Redeems a ticket on an app's host: a token of that host, with the assurance that the portal's token has now.
    package func redeem(_ use: TicketUse, at now: Instant) async throws -> Redemption {
        let nonce: Token
        switch CookieKind.nonce.reading(use.fields) {
        case .absent: return .withoutNonce
        case .doubled: return .doubled
        case .one(let text):
            guard let read = Nonce(text) else { return .withoutNonce }
            nonce = read.token
        }
        guard let ticket = use.token.flatMap({ Token(.ticket, text: $0) }) else { return .refused }
        let app = Token.random(.app)
        let kept = try await parts.database.write { [parts] transaction -> (StoredToken, String)? in
            let taken = try TicketStore.take(
                ticket.hash,
                host: use.host,
                nonce: nonce.hash,
                at: now,
                in: transaction
            )
            guard let taken,
                let assurance = try SessionStore.assurance(of: taken.session, on: parts.portalHost, in: transaction)
            else { return nil }
            let token = StoredToken(hash: app.hash, session: taken.session, host: use.host, assurance: assurance)
            return (try SessionStore.give(token, at: now, in: transaction), taken.target)
        }
        guard let kept else { return .refused }
        try await parts.adopt(kept.0.session, at: now)
        guard parts.table.isAwake(kept.0.session, at: now) else { return .refused }
        parts.table.give(kept.0)
        return .entered(app, target: kept.1, nonce: nonce)
    }
}
