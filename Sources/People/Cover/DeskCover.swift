/// An officer of the HR desk and the colleague who covers for them from one day to another, both included.
package struct DeskCover: Hashable, Sendable {
    /// The employee number of who is away.
    package let officer: String
    /// The employee number of who covers.
    package let colleague: String
    package let first: CalendarDate
    package let last: CalendarDate

    /// The most days that one lasts.
    package static let mostDays = 60
    /// The days after which the first day is too far.
    package static let mostAhead = 365

    package init(officer: String, colleague: String, first: CalendarDate, last: CalendarDate) {
        self.officer = officer
        self.colleague = colleague
        self.first = first
        self.last = last
    }

    /// The other of the two.
    func other(than number: String) -> String { number == officer ? colleague : officer }
}

/// What is wrong with a cover as it was typed; the raw value is the code that people may quote.
package enum CoverMistake: String, CaseIterable, Sendable {
    /// Nobody who may cover has this number: no colleague, another employer's, oneself, nobody.
    case colleague = "cover.no-colleague"
    case first = "cover.first-wrong"
    case last = "cover.last-wrong"
}
