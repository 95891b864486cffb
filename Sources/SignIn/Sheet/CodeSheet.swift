/// Numbered codes of six digits on paper, for somebody without a phone: each line once, asked by its number.
package struct CodeSheet: Hashable, Sendable {
    /// Lines of a sheet.
    package static let count = 40

    /// The codes, the first being line 1.
    package let codes: [String]

    /// A new sheet from the system's generator.
    package static func make() -> CodeSheet { CodeSheet(codes: (0..<count).map { _ in SentCode.digits() }) }

    /// The sheet as plain text, four columns of ten lines, ready to be printed: whose it is stands above, never the number.
    package func text(city: String, name: String, date: String) -> String {
        let rows = (0..<10).map { row in
            stride(from: row, to: codes.count, by: 10).map { index in
                let number = String(index + 1)
                let code = codes[index]
                return String(repeating: " ", count: 4 - number.count)
                    + "\(number)  \(code.prefix(3)) \(code.suffix(3))"
            }.joined(separator: "    ")
        }
        return """
            \(city)
            \(name), \(date)

            \(rows.joined(separator: "\n"))

            Chaque ligne sert une fois. L'écran demande le numéro de la ligne. Ne montrez cette feuille à personne.
            Each line works once. The screen asks for the number of the line. Show this sheet to nobody.
            """
    }
}
