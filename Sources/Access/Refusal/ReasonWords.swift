import City
import People
import Policy
import Web

/// Turns the raw values of a reason into the words of its sentences: names for keys, phrases for days and places.
struct ReasonWords {
    let city: City
    let texts: Texts
    let asking: Asking

    /// Everything that a reason's or remedy's sentence may name.
    func values(for reason: Reason) -> [String: String] {
        let raw = reason.values
        var values = general(reason)
        for (name, kind) in [
            ("functions", "function"), ("function", "function"), ("positions", "position"), ("position", "position"),
            ("units", "unit"), ("unit", "unit"), ("state", "state"), ("where", "channel"), ("channel", "channel"),
            ("device", "device"), ("asked", "device"),
        ] {
            if let keys = raw[name] { values[name] = phrase(keys, kind) }
        }
        if let title = raw["title"] { values["function"] = title }
        for name in ["from", "to", "now", "next"] { if let clock = raw[name] { values[name] = time(clock) } }
        if let days = raw["days"] { values["days"] = self.days(days) }
        if let day = raw["today"] { values["today"] = on(day) }
        if let day = raw["next-day"] { values["next-day"] = day == raw["today"] ? text("day.today") : named(day) }
        if let minutes = raw["n"] { values["n"] = minutes }
        return values
    }

    private func general(_ reason: Reason) -> [String: String] {
        let raw = reason.values
        let contact = reason.contact.flatMap { city.contacts[$0] }.map(HelpContact.init)
        let supervisor = reason.remedy?.supervisor.flatMap(asking.name)
        let giver = raw["name"].flatMap { city.contacts[$0]?.name ?? asking.name($0) }
        return [
            "app": app(raw),
            "dept": raw["dept"].map(department) ?? text("refusal.no-department"),
            "dept-list": list((raw["dept-list"] ?? "").split(separator: ",").map { department(String($0)) }),
            "contact": contact?.line ?? text("shell.hr-contacts"),
            "office": contact?.name ?? text("shell.hr-contacts"),
            "supervisor": supervisor ?? text("refusal.supervisor"),
            "name": giver ?? text("refusal.some-giver"),
            "reason": raw["reason"].flatMap { $0.isEmpty ? nil : $0 } ?? text("refusal.some-reason"),
            "date": raw["date"].flatMap(Int64.init).map(date) ?? text("refusal.some-date"),
        ]
    }

    /// The app's name, with the path whose own rule decided.
    private func app(_ raw: [String: String]) -> String {
        let name = raw["app"].map { city.app(key: $0)?.name ?? $0 } ?? text("refusal.some-app")
        return raw["path"].map { texts("refusal.app-path", in: asking.language, ["app": name, "path": $0]) } ?? name
    }

    private func department(_ key: String) -> String { city.departments[key]?.name ?? key }

    private func date(_ seconds: Int64) -> String {
        let instant = Instant(seconds: seconds)
        let moment = Moment(secondsSince1970: instant.adding(seconds: Int64(city.secondsEast(at: instant))).seconds)
        return moment.date(in: asking.language)
    }

    /// The words of several keys, each from its text where there is one.
    private func phrase(_ keys: String, _ kind: String) -> String {
        let words = keys.split(separator: ",").map { key in
            let code = "\(kind).\(key)"
            return texts.has(code, in: asking.language) ? text(code) : String(key).replacing("-", with: " ")
        }
        return words.isEmpty ? text("refusal.none-\(kind)") : list(words, or: kind == "channel")
    }

    /// `a, b et c`
    private func list(_ words: [String], or: Bool = false) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? text("refusal.nobody") }
        return words.dropLast().joined(separator: ", ") + " \(text(or ? "refusal.or" : "refusal.and")) " + last
    }

    private func time(_ clock: String) -> String {
        let parts = clock.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2 else { return clock }
        return Moment.time(minute: parts[0] * 60 + parts[1], in: asking.language)
    }

    private func number(_ day: String) -> Int { (Weekday.allCases.first { $0.word == day } ?? .monday).rawValue }
    private func named(_ day: String) -> String { Moment.weekday(number(day), in: asking.language) }
    private func on(_ day: String) -> String { texts("day.on", in: asking.language, ["day": named(day)]) }

    /// `du lundi au vendredi`, `le mardi et le jeudi`, `tous les jours`
    private func days(_ keys: String) -> String {
        let numbers = keys.split(separator: ",").map { number(String($0)) }.sorted()
        guard let first = numbers.first, let last = numbers.last else { return text("refusal.nobody") }
        if numbers.count == 7 { return text("day.every") }
        guard numbers.count > 2, numbers == Array(first...last) else {
            return list(numbers.map { texts("day.on", in: asking.language, ["day": weekday($0)]) })
        }
        return texts("day.range", in: asking.language, ["first": weekday(first), "last": weekday(last)])
    }

    private func weekday(_ number: Int) -> String { Moment.weekday(number, in: asking.language) }
    private func text(_ code: String) -> String { texts(code, in: asking.language) }
}
