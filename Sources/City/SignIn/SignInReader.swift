/// Reads `sign-in`.
struct SignInReader {
    let section: Section?

    /// The employer's words that no password may contain.
    func blocklist() -> [String] {
        section?.list("blocklist", example: "nomades").map(\.value) ?? []
    }

    func choices() -> SignInChoices {
        guard let section else { return .usual }
        section.knows("blocklist warning charter activation-days")
        let warning = section.section("warning", example: "{fr: \"…\", en: \"…\"}", required: false)
        warning?.knows("fr en")
        return SignInChoices(
            warning: warning.map { words(in: $0, atMost: 1_000) },
            charter: charter(),
            activationDays: days() ?? SignInChoices.usual.activationDays
        )
    }

    private func charter() -> Charter? {
        let example = "{version: 2026-11, fr: \"…\", en: \"…\"}"
        guard let section = section?.section("charter", example: example, required: false) else { return nil }
        section.knows("version fr en")
        let version = section.text("version", example: "2026-11")
        if version.value.utf8.count > 40 {
            section.note(
                .value,
                "charter: the version is longer than 40 characters",
                at: version.place,
                fix: "write  version: 2026-11"
            )
        }
        return Charter(version: version.value, words: words(in: section, atMost: 20_000))
    }

    private func words(in section: Section, atMost bytes: Int) -> EmployerWords {
        let words = ["fr", "en"].map { language in
            let text = section.text(language, example: "\"…\"")
            if text.value.utf8.count > bytes {
                section.note(
                    .value,
                    "\(section.name): \(language) is longer than \(bytes) bytes",
                    at: text.place,
                    fix: "shorten it: it is read on a phone"
                )
            }
            return text.value
        }
        return EmployerWords(french: words[0], english: words[1])
    }

    private func days() -> Int? {
        guard let text = section?.optionalText("activation-days", example: "30") else { return nil }
        if let days = Int(text.value), (1...90).contains(days) { return days }
        section?.note(
            .value,
            "sign-in: activation-days is \"\(text.value)\"",
            at: text.place,
            fix: "write a number from 1 to 90, such as  activation-days: 30"
        )
        return nil
    }
}
