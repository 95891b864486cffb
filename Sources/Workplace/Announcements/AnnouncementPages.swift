import City
import HTTPTypes
package import Hummingbird
import People
import Policy
import Store
package import Web

/// `/announcements`: words from the employer that are in force for the caller, and nobody else's (HM-26). Who sits beside the
/// supervisor has none.
package struct AnnouncementPages: Sendable {
    package static let path = "/announcements"
    private let house: AnnouncementHouse

    /// The pages of one house.
    package init(_ house: AnnouncementHouse) { self.house = house }

    static func address(of id: Int64) -> String { "\(path)/\(id)" }

    /// `GET /announcements`: all in force, those that were not read first.
    @Sendable package func list(_ request: Request, _ context: PageContext) async throws -> Response {
        let (scope, sheet) = try reader(context)
        let standing = try await house.database.read { try AnnouncementStore.list(scope, in: $0) }
        let unread = standing.filter { $0.readAt == nil }
        let read = standing.filter { $0.readAt != nil }
        var page = Page(template: "announcements", title: "announcement.list")
        page.values = [
            "unread": .list(unread.map(sheet.values)),
            "someUnread": .flag(!unread.isEmpty),
            "read": .list(read.map(sheet.values)),
            "someRead": .flag(!read.isEmpty),
            "none": .flag(standing.isEmpty),
        ]
        return show(page, at: Self.path, request, context)
    }

    /// `GET /announcements/{announcement}`: the words, and *J'ai lu* while it was not said.
    @Sendable package func open(_ request: Request, _ context: PageContext) async throws -> Response {
        let (scope, sheet) = try reader(context)
        let id = context.announcement
        guard let found = try await house.database.read({ try AnnouncementStore.announcement(id, scope, in: $0) })
        else { throw HTTPRefusal.notFound }
        var page = Page(template: "announcement", title: "announcement.one")
        page.values = sheet.values(found)
        return show(page, at: Self.address(of: id), request, context)
    }

    /// `POST /announcements/{announcement}/reading`: the caller has read it; it leaves their home.
    @Sendable package func read(_ request: Request, _ context: PageContext) async throws -> Response {
        try house.shell.check(try await Form(of: request), in: context)
        let (scope, _) = try reader(context)
        let isThere = try await house.database.write { [id = context.announcement, now = context.now] in
            try AnnouncementStore.markRead(id, by: scope, at: now, in: $0)
        }
        guard isThere else { throw HTTPRefusal.notFound }
        return house.shell.redirect(to: "/", in: context)
    }

    private func reader(_ context: PageContext) throws -> (AnnouncementScope, AnnouncementSheet) {
        guard let caller = context.caller, caller.assurance.accompaniedBy == nil else { throw HTTPRefusal.notFound }
        let city = house.city()
        return (
            .reader(caller.agent, on: city.day(of: context.now)),
            AnnouncementSheet(city: city, site: house.shell.site, language: context.language)
        )
    }

    private func show(_ page: Page, at path: String, _ request: Request, _ context: PageContext) -> Response {
        var context = context
        context.ownPath = path
        return house.shell.answer(page, to: request.head, in: context)
    }
}

extension PageContext {
    /// The announcement of the address; 0, which none has, where it is no number.
    var announcement: Int64 { parameters.get("announcement").flatMap { Int64($0) } ?? 0 }
}
