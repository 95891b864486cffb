package import Policy
package import Web

/// A browser that signs in: where it comes from, when, and what it brings.
package struct SignInVisitor: Sendable {
    /// Channel, address and port of this very request.
    package let connection: ClientConnection
    package let now: Instant
    /// The reference of the page, for the audit.
    package let reference: Reference
    /// The token of a known browser, if it brought one.
    package let known: Token?
    /// The session that this browser has at the moment; a new sign-in ends it (S-14).
    package let session: LiveSession.ID?
    /// What the browser says of itself: how its holder will know the session again.
    package let browser: Browser?

    /// A browser at one request.
    package init(
        connection: ClientConnection,
        now: Instant,
        reference: Reference,
        known: Token? = nil,
        session: LiveSession.ID? = nil,
        browser: Browser? = nil
    ) {
        self.connection = connection
        self.now = now
        self.reference = reference
        self.known = known
        self.session = session
        self.browser = browser
    }
}

/// What one step of a sign-in led to.
package enum SignInOutcome: Sendable {
    /// A no that the page shows.
    case refused(SignInRefusal)
    /// The password is proven, the code is asked.
    case code(SignInAttempt, SessionHolder)
    /// Everything is proven, the rules for use are to be accepted first.
    case charter(SignInAttempt, SessionHolder)
    /// The password is proven, but the credential opens nothing: its state, since when, and whose it is.
    case told(CredentialState, since: Instant, SessionHolder)
    /// A session.
    case entered(SignInEntry)
}

/// A session that was just opened, and what the browser is given for it.
package struct SignInEntry: Sendable {
    /// The portal's token: its text exists here and in the browser only.
    package let portal: Token
    /// The token of a browser that is known from now on.
    package let known: Token?
    package let session: LiveSession.ID
    package let holder: SessionHolder
    /// New recovery codes, where this entry made some: shown once.
    package var recovery: [RecoveryCode] = []
}
