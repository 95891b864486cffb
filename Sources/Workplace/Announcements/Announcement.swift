package import Audit
import City
package import People
package import Policy
package import Web

/// To whom words of the employer go.
package enum Audience: Hashable, Sendable {
    case everybody
    /// By the city file's key.
    case department(String)

    /// What a form sends for everybody; no department has such a key.
    static let everybodyTyped = "*"

    /// Reads what a form sent.
    package init(typed: String) { self = typed == Self.everybodyTyped ? .everybody : .department(typed) }

    init(stored: String?) { self = stored.map(Audience.department) ?? .everybody }

    /// The department's key; nil for everybody.
    package var department: String? {
        if case .department(let key) = self { key } else { nil }
    }

    package var typed: String { department ?? Self.everybodyTyped }

    /// As people read it.
    func words(in city: City) -> Web.Value {
        department.map { .text(city.departments[$0]?.name ?? $0) } ?? .said("announcement.everybody")
    }
}

/// Words from the employer as they were judged: nothing of them ever changes (HM-20, HM-24).
package struct AnnouncementText: Hashable, Sendable {
    package let audience: Audience
    /// In which these words are.
    package let language: Language
    package let title: String
    package let words: PlainWords
    package let days: ClosedRange<CalendarDate>

    /// Scalars that a title may have.
    package static let titleLimit = 100
    /// Scalars that the words may have.
    package static let wordsLimit = 4_000
    /// Days for which one stands at most, the first included.
    package static let mostDays = 365
    /// Days after which the first day is too far.
    package static let mostAhead = 365
}

/// One that was published.
package struct Announcement: Sendable {
    package let id: Int64
    package let text: AnnouncementText
    package let written: Mark
    /// Nil while nobody withdrew it.
    package let withdrawn: Mark?
    /// When the reader said that they have read it; nil for others, and before.
    package let readAt: Instant?

    /// Who did something, and when.
    package struct Mark: Hashable, Sendable {
        package let at: Instant
        package let by: AuditActor
    }

    /// Where it stands on a day.
    package enum State: String, CaseIterable, Sendable { case coming, standing, over, withdrawn }

    package func state(on today: CalendarDate) -> State {
        if withdrawn != nil { return .withdrawn }
        if today < text.days.lowerBound { return .coming }
        return text.days.contains(today) ? .standing : .over
    }
}
