package import City

/// A profile held against the personnel feed, field by field.
package struct DirectoryComparison: Sendable {
    /// How one field stands.
    package enum Verdict: String, CaseIterable, Sendable {
        case same
        case differs
        /// The feed knows it, the profile does not.
        case missing
        /// The profile knows it, the feed does not: nobody takes it away.
        case extra = "directory-only"
        /// Neither knows it.
        case unknown
    }

    /// One field with what both say.
    package struct Line: Sendable {
        package let field: DirectoryField
        package let attribute: String
        package let feed: String?
        /// The values of the profile, as bytes.
        package let found: [[UInt8]]
        package let verdict: Verdict
        /// Whether the entry bears its name by it: then only the directory's own people change it.
        package let isNaming: Bool

        /// Whether writing it would help.
        package var isMendable: Bool { !isNaming && (verdict == .differs || verdict == .missing) }
    }

    /// The employee number.
    package let number: String
    /// Nil when the directory has no profile.
    package let entry: DirectoryEntry?
    /// In the order of the feed's own columns.
    package let fields: [Line]

    /// Whether a profile is there and says what the feed says.
    package var isSame: Bool {
        entry != nil && !fields.contains { $0.verdict == .differs || $0.verdict == .missing }
    }

    /// Holds what the feed says of a person against a profile, by the attributes of the city's directory.
    package init(_ person: DirectoryPerson, _ entry: DirectoryEntry?, in directory: CityDirectory) {
        number = person.number
        self.entry = entry
        let naming = entry.map { DirectoryName.naming($0.name) } ?? []
        fields = DirectoryField.allCases.compactMap { field in
            guard let attribute = directory.attributes[field] else { return nil }
            let (feed, found) = (person.values[field], entry?.values(of: attribute) ?? [])
            return Line(
                field: field,
                attribute: attribute,
                feed: feed,
                found: found,
                verdict: Self.verdict(field, feed, found),
                isNaming: naming.contains(attribute.lowercased())
            )
        }
    }

    private static func verdict(_ field: DirectoryField, _ feed: String?, _ found: [[UInt8]]) -> Verdict {
        guard let feed else { return found.isEmpty ? .unknown : .extra }
        if found.isEmpty { return .missing }
        return found.contains { says(field, feed, $0) } ? .same : .differs
    }

    /// Spellings of names are compared folded (D-105), numbers as they are dialled (D-111), addresses without their capitals.
    private static func says(_ field: DirectoryField, _ feed: String, _ found: [UInt8]) -> Bool {
        if found == Array(feed.utf8) { return true }
        guard let text = String(validating: found, as: UTF8.self) else { return false }
        switch field {
        case .number: return false
        case .identifier, .mail: return small(text) == small(feed)
        case .phone: return PhoneNumber(text).e164 == feed
        case .lastName, .firstName, .fullName, .department, .unit:
            let folded = LetterFolding.fold(feed)
            return !folded.isEmpty && (folded == LetterFolding.fold(text) || NameFolding(feed).isSpelled(text))
        }
    }

    private static func small(_ text: String) -> [UInt8] {
        text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
    }
}
