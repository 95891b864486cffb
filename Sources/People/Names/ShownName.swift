/// A name as screens show it: `DE LA TOUR D'AUVERGNE` becomes `De La Tour D'Auvergne`, `Ó Súilleabháin` stays.
enum ShownName {
    /// Sets each word that has no small letter in small letters but its first; a name that has one was spelled by somebody
    /// and stays. Never kept: only shown.
    static func of(_ name: String) -> String {
        guard !name.unicodeScalars.contains(where: \.properties.isLowercase) else { return name }
        var shown = String.UnicodeScalarView()
        var isInWord = false
        for scalar in name.unicodeScalars {
            shown.append(contentsOf: (isInWord ? scalar.properties.lowercaseMapping : String(scalar)).unicodeScalars)
            isInWord =
                scalar.properties.isAlphabetic || isInWord && scalar.properties.canonicalCombiningClass != .notReordered
        }
        return String(shown)
    }
}
