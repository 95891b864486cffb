import City

/// The columns of a feed, by the names that DESIGN.md fixes; the raw value is the default header.
package enum FeedColumn: String, CaseIterable, Sendable {
    case number = "matricule"
    case birthName = "nom"
    case usageName = "nom_usage"
    case firstName = "prenom"
    case birthDate = "date_naissance"
    case department = "direction"
    case unit = "unite"
    case function = "fonction"
    case supervisor = "responsable"
    case position
    case from = "debut"
    case until = "fin"
    case mail = "courriel"
    case phone = "telephone"
    case language = "langue"

    /// The columns without which a feed says too little.
    static let required: [FeedColumn] = [.number, .birthName, .firstName, .department, .position, .from]
}

/// Where each column stands in the records of one feed.
struct FeedHeader: Sendable {
    let width: Int
    private let places: [FeedColumn: Int]

    /// Finds the columns in the first record, by the city's own headers (`names`, by column name) before the usual ones.
    init(_ record: FeedRecord, names: [String: String]) throws(FeedRefusal) {
        let headers = record.fields.map(Self.folded)
        var places: [FeedColumn: Int] = [:]
        for column in FeedColumn.allCases {
            let found =
                [names[column.rawValue], column.rawValue].compactMap(\.self).lazy
                .map { name in headers.indices.filter { headers[$0] == Self.folded(name) } }
                .first { !$0.isEmpty } ?? []
            guard found.count < 2 else { throw .columnTwice(record.fields[found[0]]) }
            places[column] = found.first
        }
        let missing = FeedColumn.required.filter { places[$0] == nil }
        guard missing.isEmpty else { throw Self.missing(missing, among: record.fields) }
        self.places = places
        width = record.fields.count
    }

    /// The cleaned value of a column in a record; empty when the feed has no such column.
    func value(_ column: FeedColumn, in record: FeedRecord) -> String {
        guard let place = places[column], place < record.fields.count else { return "" }
        return FeedText.cleaned(record.fields[place])
    }

    /// The employee number that a broken line seems to carry, so that nobody ends for a line that could not be read.
    func number(inBroken raw: String, separator: UInt8) -> String? {
        guard let place = places[.number] else { return nil }
        let fields = raw.utf8.split(
            separator: separator,
            maxSplits: FeedScanner.widthLimit,
            omittingEmptySubsequences: false
        )
        guard place < fields.count else { return nil }
        return FeedText.number(String(decoding: fields[place].filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
    }

    private static func folded(_ header: String) -> String {
        LetterFolding.fold(String(header.map { $0 == "_" ? "-" : $0 }))
    }

    private static func missing(_ columns: [FeedColumn], among headers: [String]) -> FeedRefusal {
        var nearest: [String: String] = [:]
        for column in columns {
            nearest[column.rawValue] = Nearest.value(to: column.rawValue, among: headers)
        }
        return .columnsMissing(columns.map(\.rawValue), nearest: nearest)
    }
}
