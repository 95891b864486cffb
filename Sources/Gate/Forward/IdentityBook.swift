import City
import NIOCore
import Policy
import SignIn

/// The identity fields of those who asked lately, each written once for a session and an app; one book for each event loop.
struct IdentityBook {
    private struct Page {
        /// The facts that were written: whoever's file changed has others.
        let holder: SessionHolder
        let writtenAt: Instant
        let fields: ByteBuffer
    }

    private struct Name: Hashable {
        let session: LiveSession.ID
        let app: String
    }

    /// Seconds for which fields are sent again; an assertion is then still good for half a minute and more.
    static let seconds: Int64 = 5
    private static let most = 4096

    private var pages: [Name: Page] = [:]

    /// The lines for one permitted request: written anew when the person's file changed, and every few seconds.
    mutating func fields(
        of session: LiveSession,
        for app: App,
        rule: Rule?,
        at now: Instant,
        assertion: (LiveSession, App) -> String?
    ) -> ByteBuffer {
        let name = Name(session: session.id, app: app.key)
        if let page = pages[name], page.holder === session.holder,
            (0..<Self.seconds).contains(now.seconds - page.writtenAt.seconds)
        {
            return page.fields
        }
        let fields = IdentityFields.lines(of: session, for: app, rule: rule, assertion: assertion(session, app))
        if pages.count >= Self.most { pages = [:] }
        pages[name] = Page(holder: session.holder, writtenAt: now, fields: fields)
        return fields
    }
}
