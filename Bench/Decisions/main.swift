import CAllocations
import City
import Foundation
import Policy

// decisions CITY-FILE: how many decisions one core makes in a second, and how often a repeated one asks for memory.

/// Seconds of CPU that this process has used.
func seconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

/// Decides the questions in turn for two seconds; nil where there are none.
func rate(_ ruleset: Ruleset, _ questions: [Question]) -> (perSecond: Double, allocations: Double)? {
    guard !questions.isEmpty else { return nil }
    var permitted = 0
    for question in questions where ruleset.decide(question).verdict == .permit { permitted += 1 }
    var made = 0
    let before = allocations_of_this_thread()
    let began = seconds()
    while seconds() - began < 2 {
        for _ in 0..<100 {
            for question in questions where ruleset.decide(question).verdict == .permit { permitted += 1 }
        }
        made += 100 * questions.count
    }
    return (Double(made) / (seconds() - began), Double(allocations_of_this_thread() - before) / Double(made))
}

guard CommandLine.arguments.count == 2 else {
    print("usage: decisions CITY-FILE")
    exit(64)
}
let city = try City.read(path: CommandLine.arguments[1])
let now = Instant(seconds: 1_795_000_000)
let contacts = Contacts(hrOffice: "", itContact: "")
let departments = ["dpe", "dasco", "dsin", "sg", "casvp"]
let questions = city.apps.enumerated().map { index, app in
    let department = departments[index % departments.count]
    let assignment = Assignment(department: department, position: .tenured, contacts: contacts)
    return Question(
        subject: Subject(agent: "0412345", credential: .active, factors: [.authenticator], assignments: [assignment]),
        app: app.key,
        channel: index % 2 == 0 ? .office : .nomade,
        device: .known,
        assurance: Assurance(password: now, factor: .authenticator, factorAt: now),
        time: LocalTime(instant: now, weekday: .tuesday, minute: 600)
    )
}
let permitted = questions.filter { city.ruleset.decide($0).verdict == .permit }
let refused = questions.filter { city.ruleset.decide($0).verdict != .permit }
print("| decisions of one core, \(city.apps.count) apps | a second | allocations each | |\n|---|---|---|---|")
for (name, questions, limit) in [
    ("permitted", permitted, 500_000.0), ("refused, with reasons and remedies", refused, 0),
] {
    guard let (perSecond, each) = rate(city.ruleset, questions) else { continue }
    let word = perSecond >= limit && each == 0 ? "within" : "OVER"
    let verdict = limit > 0 ? "\(word) the limits of 500,000 and 0" : "reported only"
    print("| \(name) | \(Int(perSecond)) | \(String(format: "%.2f", each)) | \(verdict) |")
}
