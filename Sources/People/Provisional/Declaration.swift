import City
import Policy
import Web

/// What an officer typed about somebody whom the feed does not know; values are kept after a mistake.
package struct Declaration: Sendable {
    package var kind = Provisional.Kind.newcomer
    package var names = AgentNames(birth: "", usage: nil, first: "")
    package var birth = TypedBirthDate(day: "", month: "", year: "")
    /// The other fields by name: `number`, `department`, `unit`, `function`, `supervisor`, `from`, `until`, `mail`, `phone`,
    /// `language`, `sponsor`, `company`.
    package var fields: [String: String] = [:]
    /// That somebody of the same name and birth date is another person.
    package var isAnother = false

    package init() {}

    /// The names of the fields that hold one line each.
    static let lines = [
        "number", "department", "unit", "function", "supervisor", "from", "until", "mail", "phone", "language",
        "sponsor", "company",
    ]

    init(_ form: Form) {
        kind = Provisional.Kind(rawValue: form["kind"]) ?? .newcomer
        names = AgentNames(
            birth: FeedText.cleaned(form["birth-name"]),
            usage: FeedText.cleaned(form["usage-name"]),
            first: FeedText.cleaned(form["first-names"])
        )
        birth = TypedBirthDate(day: form["day"], month: form["month"], year: form["year"])
        for name in Self.lines { fields[name] = String(FeedText.cleaned(form[name]).unicodeScalars.prefix(200)) }
        isAnother = !form["another"].isEmpty
    }

    package subscript(_ name: String) -> String { fields[name] ?? "" }
}

/// What is wrong with a declaration; the raw value is the code that people may quote.
package enum DeclarationMistake: String, Error, CaseIterable, Sendable {
    case name = "declare.name"
    case birthDate = "declare.birth-date"
    case numberForm = "declare.number-form"
    /// The number is somebody's, or differs from one by its zeros alone.
    case numberTaken = "declare.number-taken"
    case department = "declare.department"
    case unit = "declare.unit"
    /// A function that gives a desk is given by the feed alone (S-29).
    case function = "declare.function"
    /// Nobody in the officer's scope has this number.
    case colleague = "declare.colleague"
    case from = "declare.from"
    case until = "declare.until"
    case mail = "declare.mail"
    case phone = "declare.phone"
    case company = "declare.company"
    /// Somebody in scope has these names and this birth date.
    case known = "declare.known"
}
