import City
import HTTPTypes
import People
import Web

/// Announcements in the words of the desk's pages.
struct AnnouncementDeskSheet {
    let officer: AnnouncementOfficer
    let reader: AnnouncementSheet

    func list(_ all: [Announcement]) -> Page {
        let live = all.filter { [.standing, .coming].contains($0.state(on: officer.today)) }
        let past = all.filter { [.over, .withdrawn].contains($0.state(on: officer.today)) }
        var page = Page(template: "desk-announcements", title: "announcement.desk-list")
        page.values = [
            "some": .flag(!all.isEmpty),
            "lists": .list(
                [section("announcement.live", live), section("announcement.past", past)].compactMap(\.self)
            ),
        ]
        return page
    }

    func form(_ typed: TypedAnnouncement, to audiences: [Audience], _ mistakes: [FieldMistake]) -> Page {
        var page = Page(
            template: "desk-announcement-draft",
            title: "announcement.new",
            status: mistakes.isEmpty ? .ok : .unprocessableContent
        )
        page.values = [
            "audiences": .list(audiences.map { option($0, typed) }),
            "audienceMistake": mistake("audience", mistakes),
            "isEnglish": .flag(typed.language == .en),
            "subjectField": .field(field("title", typed.title)),
            "typedWords": .text(typed.words),
            "wordsMistake": mistake("words", mistakes),
            "first": .field(field("first", typed.first)),
            "last": .field(field("last", typed.last)),
        ]
        page.mistakes = mistakes
        return page
    }

    func check(_ text: AnnouncementText, _ typed: TypedAnnouncement, reach: Int) -> Page {
        var page = Page(template: "desk-announcement-check", title: "announcement.check")
        page.values = reader.read(text)
        page.values["reach"] = .said("announcement.reach", ["n": String(reach)])
        page.values["fields"] = .list(
            [
                ("audience", typed.audience), ("language", typed.language.rawValue), ("title", typed.title),
                ("words", typed.words), ("first", typed.first), ("last", typed.last),
            ].map { ["name": .text($0.0), "value": .text($0.1)] }
        )
        return page
    }

    func one(_ announcement: Announcement, by author: String, reach: Int) -> Page {
        let state = announcement.state(on: officer.today)
        var page = Page(template: "desk-announcement", title: "announcement.one")
        page.values = reader.read(announcement.text)
        page.values["state"] = words(of: announcement)
        page.values["isLive"] = .flag(state == .standing || state == .coming)
        page.values["reach"] = .said("announcement.reach", ["n": String(reach)])
        page.values["written"] = .said(
            "announcement.written-by",
            ["who": author, "date": reader.site.moment(announcement.written.at).date(in: reader.language)]
        )
        page.values["action"] = .text("\(AnnouncementDeskPages.path)/\(announcement.id)/withdrawal")
        return page
    }

    private func section(_ title: String, _ announcements: [Announcement]) -> Values? {
        announcements.isEmpty
            ? nil : ["caption": .said(title), "announcements": .list(announcements.map(row))]
    }

    private func row(_ announcement: Announcement) -> Values {
        [
            "language": .text(announcement.text.language.rawValue),
            "subject": .text(announcement.text.title),
            "audience": announcement.text.audience.words(in: officer.city),
            "state": words(of: announcement),
            "address": .text("\(AnnouncementDeskPages.path)/\(announcement.id)"),
        ]
    }

    private func words(of announcement: Announcement) -> Value {
        let state = announcement.state(on: officer.today)
        let days = announcement.text.days
        let date =
            switch state {
            case .coming: reader.day(days.lowerBound)
            case .standing, .over: reader.day(days.upperBound)
            case .withdrawn:
                announcement.withdrawn.map { reader.site.moment($0.at).date(in: reader.language) } ?? ""
            }
        return .said("announcement.\(state.rawValue)", ["date": date])
    }

    private func option(_ audience: Audience, _ typed: TypedAnnouncement) -> Values {
        [
            "key": .text(audience.typed),
            "words": audience.words(in: officer.city),
            "selected": .flag(audience.typed == typed.audience),
        ]
    }

    private func mistake(_ field: String, _ mistakes: [FieldMistake]) -> Value {
        mistakes.first { $0.field == field }.map { .said($0.code, $0.values) } ?? ""
    }

    private func field(_ name: String, _ value: String) -> Field {
        Field(name, .plain, label: "announcement.field-\(name)", hint: "announcement.hint-\(name)", value: value)
    }
}
