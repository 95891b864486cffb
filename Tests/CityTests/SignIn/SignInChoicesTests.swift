import City
import Testing

@Suite struct `The way in, in the city file` {
    private func city(_ section: String) throws -> City {
        try City.read(text: Town.text + "sign-in:\n\(section)\n", path: "nomade.yaml")
    }

    @Test func `says warning and rules for use in both languages, and for how long a letter serves`() throws {
        let choices = try city(
            """
              warning: {fr: Réservé aux agents, en: For agents only}
              charter: {version: 2026-11, fr: Règles, en: Rules}
              activation-days: 10
            """
        ).signIn
        #expect(choices.warning == EmployerWords(french: "Réservé aux agents", english: "For agents only"))
        #expect(choices.charter?.version == "2026-11")
        #expect(choices.activationDays == 10)
        #expect(try city("  blocklist: [nomades]").signIn == .usual)
    }

    @Test(arguments: [
        "  warning: {fr: Réservé}", "  charter: {fr: Règles, en: Rules}", "  activation-days: 0",
        "  activation-days: 91",
        "  charter: {version: 2026-11, fr: Règles, en: Rules, de: Regeln}", "  warnings: {fr: a, en: b}",
    ])
    func `S-35: is refused when a language, a version or a sensible number is missing`(section: String) {
        #expect(throws: CityMistakes.self) { try city(section) }
    }
}
