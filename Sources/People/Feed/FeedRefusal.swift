/// Why a whole feed is refused; nothing of it is applied.
package enum FeedRefusal: Error, Hashable, Sendable {
    /// The bytes are UTF-16, told by the byte order mark or by zero bytes.
    case utf16
    /// The bytes are not UTF-8; the first such line (the header is 1).
    case notUTF8(line: Int)
    /// More than 256 MiB, or more than two million lines.
    case tooLarge
    /// No header was found.
    case empty
    /// A header and no line behind it: a feed is the whole population.
    case headerAlone
    /// Columns that must be there and are not, each with the header that comes nearest.
    case columnsMissing([String], nearest: [String: String])
    /// One column stands twice in the header.
    case columnTwice(String)
    /// More than 5 % of the agents would end.
    case tooManyEnded(ended: Int, of: Int)

    /// The code that people may quote.
    package var code: String {
        switch self {
        case .utf16: "feed.utf-16"
        case .notUTF8: "feed.not-utf-8"
        case .tooLarge: "feed.too-large"
        case .empty: "feed.empty"
        case .headerAlone: "feed.header-alone"
        case .columnsMissing: "feed.columns-missing"
        case .columnTwice: "feed.column-twice"
        case .tooManyEnded: "feed.too-many-ended"
        }
    }

    /// What is wrong, in one line.
    package var what: String {
        switch self {
        case .utf16: "the feed is UTF-16"
        case .notUTF8(let line): "line \(line) is not UTF-8, probably Latin-1 or Windows-1252"
        case .tooLarge: "the feed is over 256 MiB or two million lines"
        case .empty: "the feed is empty"
        case .headerAlone: "the feed has a header and no line: it would end everybody"
        case .columnsMissing(let columns, _): "the header lacks \(columns.joined(separator: ", "))"
        case .columnTwice(let column): "the header has \(column) twice"
        case .tooManyEnded(let ended, let total): "\(ended) of \(total) agents would end, more than 5 %"
        }
    }

    /// The line of the file to look at.
    package var line: Int {
        if case .notUTF8(let line) = self { line } else { 1 }
    }

    /// What to do, in one line.
    package var fix: String {
        switch self {
        case .utf16: "save it as UTF-8, or: iconv -f UTF-16 -t UTF-8 FEED.csv"
        case .notUTF8: "save it as UTF-8, or: iconv -f WINDOWS-1252 -t UTF-8 FEED.csv"
        case .tooLarge: "split the installation or ask for a leaner export"
        case .empty, .headerAlone: "give the feed of the whole population"
        case .columnsMissing(_, let nearest):
            nearest.isEmpty
                ? "map the headers in the city file, under feed: columns"
                : "in the city file: feed: {columns: {"
                    + nearest.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}}"
        case .columnTwice(let column): "keep one \(column)"
        case .tooManyEnded: "look at --dry-run; if it is right, run again with --force"
        }
    }
}
