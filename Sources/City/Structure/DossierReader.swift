import Policy

/// Reads `dossier: {profile: true, days: {declared: 3, profile-created: 5, issued: 14}}`.
struct DossierReader {
    let root: Section
    /// A city with a directory has the step of its profiles, whatever `profile` says.
    let hasDirectory: Bool

    func choice() -> DossierChoice {
        let usual = DossierChoice.usual
        guard let section = root.section("dossier", example: "{days: {declared: 3}}", required: false) else {
            return DossierChoice(hasProfileStep: hasDirectory, days: usual.days)
        }
        section.knows("profile days")
        var days = usual.days
        if let block = section.section("days", example: "{declared: 3}", required: false) {
            block.knows("declared profile-created issued")
            for step in days.keys { days[step] = count(step.rawValue, in: block) ?? days[step] }
        }
        return DossierChoice(hasProfileStep: section.flag("profile") || hasDirectory, days: days)
    }

    private func count(_ key: String, in block: Section) -> Int? {
        guard let text = block.optionalText(key, example: "3") else { return nil }
        if let days = Int(text.value), (1...366).contains(days) { return days }
        block.note(
            .value,
            "\(block.name): \(key) is \"\(text.value)\"",
            at: text.place,
            fix: "write a number of days from 1 to 366, such as  \(key): 3"
        )
        return nil
    }
}
