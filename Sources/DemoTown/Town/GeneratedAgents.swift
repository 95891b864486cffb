/// Agents made from a seed: the same town each time, with the names that break naive programs (D-100 to D-106).
struct GeneratedAgents {
    private let count: Int

    init(count: Int) {
        self.count = count
    }

    /// One feed line for each, employee numbers from 0500000 on.
    var lines: [String] {
        var dice = SeededDice(seed: 1_789)
        return (0..<count).map { Self.line($0, &dice) }
    }

    /// Their employee numbers, in that order.
    var numbers: [String] { (0..<count).map(Self.number) }

    private static func number(_ index: Int) -> String {
        let digits = String(500_000 + index)
        return String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }

    private static func line(_ index: Int, _ dice: inout SeededDice) -> String {
        let number = number(index)
        let name = surnames[dice.roll(surnames.count)]
        let usage = dice.roll(100) < 18 ? surnames[dice.roll(surnames.count)] : ""
        let place = places[dice.roll(places.count)]
        let born = "\(1_960 + dice.roll(45))-\(two(1 + dice.roll(12)))-\(two(1 + dice.roll(28)))"
        let hired = "\(2_000 + dice.roll(26))-\(two(1 + dice.roll(12)))-01"
        let phone = dice.roll(100) < 78 ? "06 39 98 \(two(dice.roll(100))) \(two(dice.roll(100)))" : ""
        let fields = [
            number, name, usage, firstNames[dice.roll(firstNames.count)], born, place.department, place.unit,
            place.function,
            place.supervisor, positions[dice.roll(positions.count)], hired, "", "", phone, "fr",
        ]
        return fields.joined(separator: ";")
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }

    private static let surnames = [
        "MARTIN", "BERNARD", "PETIT", "DURAND", "LEROY", "MOREAU", "LE GOFF", "GARCIA", "TRAORÉ", "N'DIAYE",
        "D’ORMESSON",
        "d'ORMESSON", "de La Tour d'Auvergne", "O'BRIEN", "MÜLLER", "MULLER", "MUELLER", "ŞAHİN", "ÑUÑEZ",
        "Ó SÚILLEABHÁIN",
        "ŒUVRARD", "LÆTITIA-BEAU", "NULL", "TRUE", "TEST", "NGUYỄN", "IŞIK", "KOWALSKI", "BEN YOUSSEF", "DOS SANTOS",
    ]

    private static let firstNames = [
        "Marie", "Jean", "Jean-Pierre", "Jean Pierre", "Læticia", "Łukasz", "Seán", "Thị Hồng", "İpek", "Éloïse",
        "Mehdi",
        "Fatou", "Chloé", "Noël", "Zoé", "Anaïs", "Ibrahima", "Soraya", "Loïc", "Maël",
    ]

    private static let positions = [
        "titulaire", "titulaire", "titulaire", "titulaire", "titulaire", "titulaire", "titulaire", "contractuel",
        "contractuel", "stagiaire",
    ]

    private static let places: [(department: String, unit: String, function: String, supervisor: String)] = [
        ("dasco", "École des Lilas", "animation", ""), ("dasco", "École du Marché", "entretien", ""),
        ("casvp", "Résidence des Tilleuls", "aide à domicile", ""), ("dpe", "Atelier du quai", "éboueur", "0408112"),
        ("dpe", "Atelier du canal", "égoutier", "0408112"), ("cde", "Cantine du Marché", "cuisine", ""),
        ("dsin", "Proximité", "technicien", "0409876"), ("sg", "Conseil", "secrétariat", ""),
    ]
}
