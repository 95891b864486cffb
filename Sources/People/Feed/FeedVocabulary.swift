import City

/// The keys of the city file that a feed may name, with the other spellings under which they are recognised.
package struct FeedVocabulary: Sendable {
    private let departments: [String: String]
    private let units: [String: [String: String]]
    private let keys: [String]

    /// The vocabulary of a city: for each department key its other names (acronym, full name) and its units.
    ///
    /// A department that lists no unit takes any.
    package init(departments: [String: (names: [String], units: [String])]) {
        var spellings: [String: String] = [:]
        for (key, department) in departments.sorted(by: { $0.key < $1.key }) {
            for name in department.names where spellings[LetterFolding.fold(name)] == nil {
                spellings[LetterFolding.fold(name)] = key
            }
        }
        for key in departments.keys { spellings[LetterFolding.fold(key)] = key }
        self.departments = spellings
        units = departments.mapValues { department in
            Dictionary(department.units.map { (LetterFolding.fold($0), $0) }) { first, _ in first }
        }
        keys = departments.keys.sorted()
    }

    /// The key of a department named by key, acronym or full name, in any case and with or without accents.
    func department(_ typed: String) -> String? {
        departments[LetterFolding.fold(typed)]
    }

    /// The department key nearest to a mistyped one.
    func nearestDepartment(to typed: String) -> String? {
        Nearest.value(to: typed, among: keys)
            ?? Nearest.value(to: typed, among: departments.keys.sorted()).flatMap { departments[$0] }
    }

    /// The unit as the city file spells it; nil when the department lists units and not this one.
    func unit(_ typed: String, in department: String) -> String? {
        guard let known = units[department], !known.isEmpty else { return typed }
        return known[LetterFolding.fold(typed)]
    }

    /// The unit of the department nearest to a mistyped one.
    func nearestUnit(to typed: String, in department: String) -> String? {
        Nearest.value(to: typed, among: (units[department] ?? [:]).values.sorted())
    }
}
