import City
package import Policy

/// The names of positions on a feed: Policy's own codes and the French terms of D-80 to D-92.
package enum PositionName {
    /// The position that a feed names, by code or French term, in any case, gender, with or without accents.
    package static func position(_ typed: String) -> Position? {
        byName[LetterFolding.fold(typed)]
    }

    /// The French term nearest to a mistyped one.
    static func nearest(to typed: String) -> String? {
        Nearest.value(to: typed, among: terms.map(\.term))
    }

    private static let terms: [(term: String, position: Position)] = [
        ("stagiaire", .trainee), ("titulaire", .tenured), ("contractuel", .contract), ("contractuelle", .contract),
        ("agent contractuel", .contract), ("vacataire", .hourly),
        ("mise à disposition", .lent), ("mis à disposition", .lent), ("mise à disposition sortante", .lent),
        ("détachement sortant", .secondedOut), ("détaché sortant", .secondedOut),
        ("détachement entrant", .secondedIn), ("détaché entrant", .secondedIn),
        ("disponibilité", .availability), ("en disponibilité", .availability),
        ("congé parental", .parentalLeave), ("congé de longue maladie", .longSickLeave),
        ("congé longue maladie", .longSickLeave), ("congé de longue durée", .longSickLeave),
        ("maternité", .longSickLeave), ("congé maternité", .longSickLeave), ("congé de maternité", .longSickLeave),
        ("suspension", .suspended), ("suspendu", .suspended), ("suspendue", .suspended),
        ("exclusion temporaire", .excluded), ("exclusion", .excluded), ("exclu", .excluded),
        ("retraite", .retired), ("retraité", .retired), ("retraitée", .retired),
        ("radiation des cadres", .struckOff), ("radiation", .struckOff), ("radié", .struckOff), ("radiée", .struckOff),
        ("démission", .struckOff), ("licenciement", .struckOff),
        ("décès", .deceased), ("décédé", .deceased), ("décédée", .deceased),
    ]

    private static let byName: [String: Position] = {
        var names = Dictionary(terms.map { (LetterFolding.fold($0.term), $0.position) }) { first, _ in first }
        for position in Position.allCases {
            names[LetterFolding.fold(position.rawValue)] = position
            names[LetterFolding.fold(separated(position.rawValue))] = position
        }
        return names
    }()

    /// `secondedOut` as `seconded-out`.
    private static func separated(_ code: String) -> String {
        code.unicodeScalars.reduce(into: "") { text, scalar in
            if ("A"..."Z").contains(scalar) { text += "-" }
            text.unicodeScalars.append(scalar)
        }
    }
}
