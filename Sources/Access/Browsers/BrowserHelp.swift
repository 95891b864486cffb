import HTTPTypes
import Web

extension Browser {
    /// The template's values: the browser at hand first, the others folded.
    static func help(_ headers: HTTPFields) -> Values {
        let mine = Browser(headers)
        return [
            "mine": .list(mine.map { [$0.item] } ?? []),
            "otherBrowsers": .list(allCases.filter { $0 != mine }.map(\.item)),
        ]
    }

    private var item: Values {
        ["name": .said("browser.\(rawValue)"), "steps": .said("browser.\(rawValue).steps")]
    }
}
