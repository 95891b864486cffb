import City
import Web

/// The form by which a cover is named.
struct CoverSheet {
    let colleagues: [Agent]
    let city: City
    let typed: TypedCover
    let mistakes: [FieldMistake]

    func values(on today: CalendarDate) -> Values {
        let wrong = mistakes.first { $0.field == "colleague" }
        return [
            "some": .flag(!colleagues.isEmpty),
            "colleagues": .list(colleagues.map { option($0, on: today) }),
            "colleagueMistake": wrong.map { .said($0.code, $0.values) } ?? "",
            "first": .field(field("first", typed.first)),
            "last": .field(field("last", typed.last)),
        ]
    }

    private func option(_ agent: Agent, on today: CalendarDate) -> Values {
        let place = agent.nearestAssignments(on: today).first.map { city.departments[$0.department]?.acronym ?? "" }
        return [
            "number": .text(agent.number),
            "name": .text([agent.names.full, place ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")),
            "selected": .flag(agent.number == typed.colleague),
        ]
    }

    private func field(_ name: String, _ value: String) -> Field {
        Field(name, .plain, label: "cover.\(name)", hint: "cover.\(name)-hint", value: value)
    }
}
