/// What is wrong with one line of a feed; the line is set aside and the others pass.
package struct FeedMistake: Hashable, Sendable {
    /// What may be wrong with a line; the raw value is the code that people may quote.
    package enum Code: String, CaseIterable, Sendable {
        case strayQuote = "feed.stray-quote"
        case openQuote = "feed.open-quote"
        case fieldTooLong = "feed.field-too-long"
        case tooManyFields = "feed.too-many-fields"
        case width = "feed.width"
        case numberForm = "feed.number-form"
        case numberZeros = "feed.number-zeros"
        case numberTaken = "feed.number-taken"
        case declaredDiffers = "feed.declared-differs"
        case nameMissing = "feed.name-missing"
        case nameDiffers = "feed.name-differs"
        case date = "feed.date"
        case period = "feed.period"
        case department = "feed.department"
        case unit = "feed.unit"
        case position = "feed.position"
        case language = "feed.language"
        case mail = "feed.mail"
        case supervisor = "feed.supervisor"
        case supervisorCircle = "feed.supervisor-circle"
        case repeated = "feed.repeated"
        case missing = "feed.missing"
    }

    package let code: Code
    /// The column that it is about, by its own name (`direction`); nil when it is the whole line.
    package let field: String?
    /// What stood there, cut to 60 characters.
    package let value: String
    /// The valid value that is nearest to it, where there is one.
    package let nearest: String?
    /// The lines that make it together, this one among them; none when it stands alone.
    package let lines: [Int]

    /// A mistake in a column, or in the whole line when `field` is nil.
    init(_ code: Code, field: String? = nil, value: String = "", nearest: String? = nil, lines: [Int] = []) {
        self.code = code
        self.field = field
        self.value = String(
            value.unicodeScalars.prefix(60).map { $0.properties.generalCategory == .control ? " " : Character($0) }
        )
        self.nearest = nearest
        self.lines = lines
    }

    /// The mistake as one sentence, its code first: `feed.department: direction "DPEE" is not in the city file, nearest: dpe`.
    package var reason: String {
        let place = field.map { "\($0) " } ?? ""
        let quoted = value.isEmpty ? "" : "\"\(value)\" "
        let hint = nearest.map { ", nearest: \($0)" } ?? ""
        let shown = lines.prefix(10).map(String.init).joined(separator: ", ") + (lines.count > 10 ? " …" : "")
        let together = lines.isEmpty ? "" : " (lines \(shown))"
        return "\(code.rawValue): \(place)\(quoted)\(code.words)\(hint)\(together)"
    }
}

extension FeedMistake.Code {
    /// What is wrong, to stand behind column and value.
    fileprivate var words: String {
        switch self {
        case .strayQuote: "has a quote in the middle of a field; write the field in quotes and double the quote"
        case .openQuote: "has a quote that is never closed"
        case .fieldTooLong: "is over \(FeedScanner.fieldLimit) bytes long"
        case .tooManyFields: "line has over \(FeedScanner.widthLimit) fields"
        case .width: "fields do not match the header"
        case .numberForm: "is no employee number: 1 to 20 digits"
        case .numberZeros: "seems to have lost its leading zeros"
        case .numberTaken: "is another person's number, and numbers are never given again"
        case .declaredDiffers: "was declared by hand for somebody of another name or birth date"
        case .nameMissing: "has no name at all"
        case .nameDiffers: "is another name than on an earlier line of this number"
        case .date: "is no date such as 2026-11-24 or 24/11/2026"
        case .period: "is before the first day"
        case .department, .unit: "is not in the city file"
        case .position: "is no known position"
        case .language: "is no language Nomade speaks"
        case .mail: "is no mail address"
        case .supervisor: "is nobody's number; the line passes without its supervisor"
        case .supervisorCircle: "leads back to the same agent; the line passes without its supervisor"
        case .repeated: "says again what an earlier line said"
        case .missing: "is empty"
        }
    }
}

/// A line that was set aside, with every mistake found on it.
package struct SetAside: Hashable, Sendable {
    /// The line of the file, the header being line 1.
    package let line: Int
    package let mistakes: [FeedMistake]

    /// All that is wrong with the line, in one text.
    package var reason: String { mistakes.map(\.reason).joined(separator: "; ") }
}
