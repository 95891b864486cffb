package import People
package import Web

/// An announcement as somebody typed it.
package struct TypedAnnouncement: Hashable, Sendable {
    package var audience: String
    package var language: Language
    package var title: String
    package var words: String
    package var first: String
    package var last: String

    package init(
        to audience: String = "",
        in language: Language = .fr,
        title: String = "",
        words: String = "",
        from first: String = "",
        until last: String = ""
    ) {
        self.audience = audience
        self.language = language
        self.title = title
        self.words = words
        self.first = first
        self.last = last
    }

    /// What became of it.
    package enum Judgement: Hashable, Sendable {
        case sound(AnnouncementText)
        case mistaken([FieldMistake])
    }

    /// Judges it for somebody who may write to these (HM-20 to HM-22).
    package func judged(for audiences: [Audience], on today: CalendarDate) -> Judgement {
        let (audience, title, words) = (Audience(typed: audience), PlainWords.line(title), PlainWords(words))
        let first = firstDay(today)
        let last = lastDay(first ?? today)
        let checks: [(AnnouncementMistake, Bool)] = [
            (.audience, audiences.contains(audience)),
            (.title, PlainWords.says(title) && title.unicodeScalars.count <= AnnouncementText.titleLimit),
            (.words, PlainWords.says(words.text) && words.text.unicodeScalars.count <= AnnouncementText.wordsLimit),
            (.first, first != nil), (.last, last != nil),
        ]
        let mistakes = checks.filter { !$0.1 }.map(\.0.atField)
        guard mistakes.isEmpty, let first, let last else { return .mistaken(mistakes) }
        return .sound(
            AnnouncementText(audience: audience, language: language, title: title, words: words, days: first...last)
        )
    }

    private func firstDay(_ today: CalendarDate) -> CalendarDate? {
        let days = today...today.adding(days: AnnouncementText.mostAhead)
        return CalendarDate(first).flatMap { days.contains($0) ? $0 : nil }
    }

    private func lastDay(_ first: CalendarDate) -> CalendarDate? {
        let days = first...first.adding(days: AnnouncementText.mostDays - 1)
        return CalendarDate(last).flatMap { days.contains($0) ? $0 : nil }
    }
}

/// What is wrong with an announcement as it was typed; the raw value is the code that people may quote.
package enum AnnouncementMistake: String, CaseIterable, Sendable {
    /// Nobody of the officer's, or nobody at all.
    case audience = "announcement.no-audience"
    case title = "announcement.title-wrong"
    case words = "announcement.words-wrong"
    case first = "announcement.first-wrong"
    case last = "announcement.last-wrong"

    /// The mistake at the field of the form.
    var atField: FieldMistake {
        switch self {
        case .audience: FieldMistake(field: "audience", code: rawValue)
        case .title: mistake("title", most: AnnouncementText.titleLimit)
        case .words: mistake("words", most: AnnouncementText.wordsLimit)
        case .first: FieldMistake(field: "first", code: rawValue)
        case .last: mistake("last", most: AnnouncementText.mostDays)
        }
    }

    private func mistake(_ field: String, most: Int) -> FieldMistake {
        FieldMistake(field: field, code: rawValue, values: ["n": String(most)])
    }
}
