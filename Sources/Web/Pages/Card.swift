/// What a slice of the agent space lays on the home: lines that each lead somewhere by one verb (HM-1).
package struct Card: Hashable, Sendable {
    /// Where it stands, from the top (HM-2).
    package enum Place: Int, CaseIterable, Sendable {
        /// What waits for the caller.
        case toDo
        /// Words from the employer.
        case news
        /// What is the caller's own: payslips, leave, schedule.
        case own
        /// What the caller looks after besides.
        case desks
    }

    /// One line: words, where they lead, and the verb that leads there.
    package struct Line: Hashable, Sendable {
        package let words: Value
        package let address: String
        package let verb: Value
        /// What stands small under the words.
        package let hint: Value
        /// The language of words that are not texts of ours; nil: the page's.
        package let language: Language?

        package init(
            _ words: Value,
            at address: String,
            _ verb: Value,
            hint: Value = "",
            in language: Language? = nil
        ) {
            self.words = words
            self.address = address
            self.verb = verb
            self.hint = hint
            self.language = language
        }
    }

    package let place: Place
    /// The text code of the title; `title.empty` is what stands there while there is no line, and `title.way` the words of
    /// the way to everything.
    package let title: String
    package let lines: [Line]
    /// How many there are, where that is said in the title.
    package let count: Int?
    /// Where everything stands of which the card has the newest part.
    package let way: String?

    package init(_ place: Place, _ title: String, _ lines: [Line], count: Int? = nil, way: String? = nil) {
        self.place = place
        self.title = title
        self.lines = lines
        self.count = count
        self.way = way
    }

    /// What waits for the caller, of whatever slice: one card with all of them (HM-3).
    package static func toDo(_ lines: [Line]) -> Card {
        Card(.toDo, "card.to-do", lines, count: lines.count)
    }

    /// What the caller looks after, of whatever desk.
    package static func desks(_ lines: [Line]) -> Card { Card(.desks, "card.desks", lines) }

    /// Cards as the home shows them: by place, those of one title made one (HM-2).
    package static func laid(_ cards: [Card]) -> [Card] {
        var made: [Card] = []
        for card in cards {
            if let index = made.firstIndex(where: { $0.title == card.title }) {
                made[index] = made[index].joined(with: card)
            } else {
                made.append(card)
            }
        }
        return Place.allCases.flatMap { place in made.filter { $0.place == place } }
    }

    private func joined(with other: Card) -> Card {
        let sum = count.map { $0 + (other.count ?? other.lines.count) } ?? other.count
        return Card(place, title, lines + other.lines, count: sum, way: way ?? other.way)
    }

    /// As the home's template takes it; the first line of what waits has the page's one filled button.
    package var values: Values {
        let shown = count.flatMap { $0 > 0 ? String($0) : nil }
        return [
            "title": .said(title),
            "count": .optional(shown),
            "isToDo": .flag(place == .toDo && !lines.isEmpty),
            "some": .flag(!lines.isEmpty),
            "lines": .list(lines.enumerated().map { $1.values(isFirst: place == .toDo && $0 == 0) }),
            "empty": .part(title, "empty"),
            "way": .optional(way),
            "wayWords": .part(title, "way"),
        ]
    }
}

extension Card.Line {
    fileprivate func values(isFirst: Bool) -> Values {
        [
            "words": words, "hint": hint, "address": .text(address), "verb": verb, "isFirst": .flag(isFirst),
            "language": .optional(language?.rawValue),
        ]
    }
}
