package import Hummingbird
package import Logging
package import Policy

/// What the gate hands with a request.
package struct PageSource: RequestContextSource {
    package let logger: Logger
    package let connection: ClientConnection
    /// The time of the request, read once.
    package let now: Instant

    package init(logger: Logger, connection: ClientConnection, now: Instant) {
        self.logger = logger
        self.connection = connection
        self.now = now
    }
}

/// One request, as middlewares and pages see it.
package struct PageContext: RequestContext {
    package typealias Source = PageSource

    package var coreContext: CoreRequestContextStorage
    package let connection: ClientConnection
    package let now: Instant
    package var reference = Reference.random()
    package var language = Language.fr
    package var theme = Theme.auto
    /// What was chosen, by link, cookie or session.
    package var look = Look()
    package var caller: Caller?
    /// What form tokens are bound to: the session's hash, or the pre-sign-in cookie's; nil means no form can be sent.
    package var binding: String?
    /// The path that the language links lead to; nil leaves them out.
    package var ownPath: String?
    /// `?view=print`.
    package var printing = false
    /// Whether the page stands on an app's host: then it names nobody (S-43) and links lead to the portal's origin.
    package var onAppHost = false
    /// Set-Cookie values that the answer carries besides its own.
    package var cookies: [String] = []

    package init(source: PageSource) {
        coreContext = CoreRequestContextStorage(source: source)
        connection = source.connection
        now = source.now
    }
}
