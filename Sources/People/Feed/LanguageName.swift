import City
import Web

/// The names of languages on a feed.
enum LanguageName {
    /// `fr`, `français`, `en`, `anglais`, `english`, `fr-FR` …
    static func language(_ typed: String) -> Language? {
        switch LetterFolding.fold(typed) {
        case "fr", "fra", "fre", "francais", "french", "fr-fr": .fr
        case "en", "eng", "anglais", "english", "en-gb", "en-us": .en
        default: nil
        }
    }

    /// The code nearest to a mistyped one.
    static func nearest(to typed: String) -> String? {
        Nearest.value(to: typed, among: ["fr", "en", "français", "english"])
    }
}
