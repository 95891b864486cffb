import City
import People
import Web

/// Announcements in the words of their pages.
struct AnnouncementSheet {
    let city: City
    let site: Site
    let language: Language

    /// What a reader sees of it.
    func values(_ announcement: Announcement) -> Values {
        var values = read(announcement.text)
        values["address"] = .text(AnnouncementPages.address(of: announcement.id))
        values["isRead"] = .flag(announcement.readAt != nil)
        values["readOn"] =
            announcement.readAt.map {
                .said("announcement.read-on", ["date": site.moment($0).date(in: language)])
            } ?? ""
        return values
    }

    /// The words as they are read.
    func read(_ text: AnnouncementText) -> Values {
        [
            "language": .text(text.language.rawValue),
            "subject": .text(text.title),
            "audience": text.audience.words(in: city),
            "from": .text(day(text.days.lowerBound)),
            "until": .text(day(text.days.upperBound)),
            "paragraphs": .list(text.words.paragraphs.map { ["paragraph": .text($0)] }),
        ]
    }

    func day(_ day: CalendarDate) -> String {
        Moment(secondsSince1970: Int64(day.day) * 86_400).dateWithYear(in: language)
    }
}
