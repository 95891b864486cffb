/// Puts the spaces that French does not break: before `: ; ? !` and inside « ».
enum Typography {
    static func set(_ text: String, in language: Language) -> String {
        guard language == .fr else { return text }
        var scalars = Array(text.unicodeScalars)
        for index in scalars.indices where scalars[index] == " " {
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            let previous = index > 0 ? scalars[index - 1] : " "
            if ":;?!»".unicodeScalars.contains(next) || previous == "«" { scalars[index] = "\u{A0}" }
        }
        var set = String.UnicodeScalarView()
        set.append(contentsOf: scalars)
        return String(set)
    }
}
