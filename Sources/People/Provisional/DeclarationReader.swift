import City
import Policy
import Web

/// Reads a declaration by the city file and a day, as the feed's own lines are read; what needs the store is judged after.
struct DeclarationReader {
    let declaration: Declaration
    let city: City
    /// The departments that the officer holds.
    let departments: [String]
    let today: CalendarDate
    private(set) var mistakes: [FieldMistake] = []

    init(_ declaration: Declaration, in city: City, _ departments: [String], on today: CalendarDate) {
        self.declaration = declaration
        self.city = city
        self.departments = departments
        self.today = today
    }

    /// Earliest and latest age of somebody who is declared, in years.
    private static let ages = 14...100
    /// Days in the past in which a first day may lie.
    private static let pastDays = 31

    /// The person under a number, where nothing is wrong.
    mutating func person(_ number: String) -> FeedPerson? {
        let names = declaration.names
        if names.full.isEmpty, names.birth.isEmpty { note("birth-name", .name) }
        let birthDate = declaration.birth.date.flatMap { isLikely($0) ? $0 : nil }
        if birthDate == nil { note("day", .birthDate) }
        let mail = read("mail", .mail, FeedText.mail)
        let phone = read("phone", .phone) { PhoneNumber($0).e164 == nil ? nil : PhoneNumber($0) }
        guard mistakes.isEmpty else { return nil }
        return FeedPerson(
            number: number,
            names: names,
            birthDate: birthDate,
            mail: mail,
            phone: phone,
            language: Language(rawValue: declaration["language"]) ?? .fr
        )
    }

    /// The one assignment, which has a last day.
    mutating func assignment() -> FeedAssignment? {
        let department = declaration["department"]
        if !departments.contains(department) { note("department", .department) }
        let vocabulary = FeedVocabulary(city)
        let unit = read("unit", .unit) { vocabulary.unit($0, in: department) }
        let function = read("function", .function) { DeskFunction.desk($0) == nil ? $0 : nil }
        let from = CalendarDate(declaration["from"])
        let first = today.adding(days: -Self.pastDays)...today.adding(days: Provisional.Kind.newcomer.mostDays)
        if from.map(first.contains) != true { note("from", .from) }
        let until = CalendarDate(declaration["until"])
        let last = max(today, from ?? today)...max(from ?? today, today.adding(days: declaration.kind.mostDays))
        if until.map(last.contains) != true { note("until", .until, ["n": String(declaration.kind.mostDays)]) }
        guard mistakes.isEmpty, let from, let until else { return nil }
        return FeedAssignment(
            department: department,
            unit: unit,
            function: function,
            supervisor: declaration["supervisor"].isEmpty ? nil : declaration["supervisor"],
            position: .contract,
            from: from,
            until: until
        )
    }

    /// The employee number that was typed; nil where none was.
    mutating func number() -> String? {
        guard declaration.kind == .newcomer else { return nil }
        return read("number", .numberForm, FeedText.number)
    }

    mutating func note(_ field: String, _ mistake: DeclarationMistake, _ values: [String: String] = [:]) {
        mistakes.append(FieldMistake(field: field, code: mistake.rawValue, values: values))
    }

    private mutating func read<Value>(_ field: String, _ mistake: DeclarationMistake, _ reading: (String) -> Value?)
        -> Value?
    {
        let text = declaration[field]
        guard !text.isEmpty else { return nil }
        let value = reading(text)
        if value == nil { note(field, mistake) }
        return value
    }

    private func isLikely(_ birthDate: CalendarDate) -> Bool {
        Self.ages.contains((today.day - birthDate.day) * 4 / 1_461)
    }
}
