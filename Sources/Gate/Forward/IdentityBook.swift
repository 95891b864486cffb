import City
import NIOCore
import Policy
import SignIn

/// The identity fields of those who asked lately, each written once for a person and an app; one book for each event loop.
struct IdentityBook {
    private struct Page {
        /// Kept, so that no other person's facts can ever stand at the same place in memory.
        let holder: SessionHolder
        let writtenAt: Instant
        let fields: ByteBuffer
    }

    private struct Name: Hashable {
        let session: LiveSession.ID
        let app: String
    }

    /// Seconds for which fields are sent again; an assertion is then still good for half a minute and more.
    private static let seconds: Int64 = 5
    private static let most = 4096

    private var pages: [Name: Page] = [:]

    /// The lines for one permitted request: written anew when the person's file changed, and every few seconds.
    mutating func fields(of session: LiveSession, for app: App, _ tables: GateTables, at now: Instant) -> ByteBuffer {
        let name = Name(session: session.id, app: app.key)
        if let page = pages[name], page.holder === session.holder,
            (0..<Self.seconds).contains(now.seconds - page.writtenAt.seconds)
        {
            return page.fields
        }
        let fields = IdentityFields.lines(
            of: session,
            for: app,
            rule: tables.city.ruleset.rules[app.key],
            assertion: tables.rooms.assertion(session, app)
        )
        if pages.count >= Self.most { pages = [:] }
        pages[name] = Page(holder: session.holder, writtenAt: now, fields: fields)
        return fields
    }
}
