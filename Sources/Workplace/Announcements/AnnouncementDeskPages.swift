import City
import HTTPTypes
package import Hummingbird
package import People
import Policy
import Store
package import Web

/// `/desk/hr/announcements`: what the employer says to the departments of an officer's own scope. One of another scope and one
/// that is none are answered alike, and both are logged (S-28, X-51).
package struct AnnouncementDeskPages: Sendable {
    package static let path = "/desk/hr/announcements"
    private let house: HRDeskHouse
    private var desk: HRDeskPages { HRDeskPages(house) }

    /// The pages of one house.
    package init(_ house: HRDeskHouse) { self.house = house }

    /// `GET /desk/hr/announcements`: what stands or comes, then what is over.
    @Sendable package func list(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { officer in
            let all = try await house.database.read { try officer.list(in: $0) }
            let sheet = AnnouncementDeskSheet(officer: officer, reader: sheet(officer, context))
            return show(sheet.list(all), at: Self.path, context)
        }
    }

    /// `GET /desk/hr/announcements/draft`: the form.
    @Sendable package func draft(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { officer in
            try await form(
                officer,
                TypedAnnouncement(in: context.language, from: officer.today.typed),
                [],
                context
            )
        }
    }

    /// `POST /desk/hr/announcements/draft`: how it will be read, and by how many; or the form again.
    @Sendable package func check(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answerForm(request, context) { officer, fields in
            let typed = TypedAnnouncement(fields)
            guard fields["change"].isEmpty else { return try await form(officer, typed, [], context) }
            let (judgement, reach) = try await house.database.read { try officer.judge(typed, in: $0) }
            switch judgement {
            case .mistaken(let mistakes): return try await form(officer, typed, mistakes, context)
            case .sound(let text):
                let sheet = AnnouncementDeskSheet(officer: officer, reader: sheet(officer, context))
                return show(sheet.check(text, typed, reach: reach), at: nil, context)
            }
        }
    }

    /// `POST /desk/hr/announcements`: publishes; its own page is the receipt.
    @Sendable package func write(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answerForm(request, context) { officer, fields in
            let typed = TypedAnnouncement(fields)
            let writing = try await house.database.write { [now = context.now] in
                try officer.write(typed, at: now, in: $0)
            }
            switch writing {
            case .mistaken(let mistakes): return try await form(officer, typed, mistakes, context)
            case .written(let id): return house.shell.redirect(to: "\(Self.path)/\(id)", in: context)
            }
        }
    }

    /// `GET /desk/hr/announcements/{announcement}`: what was published, where it stands, and the button that withdraws it.
    @Sendable package func open(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { officer in
            let id = context.announcement
            let found = try await house.database.read { reading -> (Announcement, String, Int)? in
                guard let one = try officer.announcement(id, in: reading) else { return nil }
                return (one, try officer.author(of: one, in: reading), try officer.reach(one.text, in: reading))
            }
            guard let (one, author, reach) = found else { return nil }
            let sheet = AnnouncementDeskSheet(officer: officer, reader: sheet(officer, context))
            return show(sheet.one(one, by: author, reach: reach), at: "\(Self.path)/\(id)", context)
        }
    }

    /// `POST /desk/hr/announcements/{announcement}/withdrawal`: it is gone at once; again changes nothing.
    @Sendable package func withdraw(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answerForm(request, context) { officer, _ in
            let id = context.announcement
            let isDone = try await house.database.write { [now = context.now] in
                try officer.withdraw(id, at: now, in: $0)
            }
            return isDone == nil ? nil : house.shell.redirect(to: "\(Self.path)/\(id)", in: context)
        }
    }

    private func form(
        _ officer: AnnouncementOfficer,
        _ typed: TypedAnnouncement,
        _ mistakes: [FieldMistake],
        _ context: PageContext
    ) async throws -> Response {
        let audiences = try await house.database.read { try officer.audiences(in: $0) }
        let sheet = AnnouncementDeskSheet(officer: officer, reader: sheet(officer, context))
        return show(sheet.form(typed, to: audiences, mistakes), at: "\(Self.path)/draft", context)
    }

    private func sheet(_ officer: AnnouncementOfficer, _ context: PageContext) -> AnnouncementSheet {
        AnnouncementSheet(city: officer.city, site: house.shell.site, language: context.language)
    }

    private func show(_ page: Page, at path: String?, _ context: PageContext) -> Response {
        var context = context
        context.ownPath = path
        return house.shell.render(page, in: context)
    }

    /// Does the work for an officer of the HR desk; nil means an announcement that is none of theirs.
    private func answer(
        _ request: Request,
        _ context: PageContext,
        _ work: (AnnouncementOfficer) async throws -> Response?
    ) async throws -> Response {
        try await desk.answer(request, context) { try await work(AnnouncementOfficer($0)) }
    }

    /// The same for a form of our own page (S-17).
    private func answerForm(
        _ request: Request,
        _ context: PageContext,
        _ work: (AnnouncementOfficer, Form) async throws -> Response?
    ) async throws -> Response {
        try await desk.answerForm(request, context) { try await work(AnnouncementOfficer($0), $1) }
    }
}

extension TypedAnnouncement {
    fileprivate init(_ form: Form) {
        self.init(
            to: form["audience"],
            in: Language(rawValue: form["language"]) ?? .fr,
            title: form["title"],
            words: form["words"],
            from: form["first"],
            until: form["last"]
        )
    }
}
