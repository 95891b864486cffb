/// Words of the employer in both languages, as the city file has them.
package struct EmployerWords: Hashable, Sendable {
    package let french: String
    package let english: String

    package init(french: String, english: String) { (self.french, self.english) = (french, english) }
}

/// The rules for use that every agent accepts, under a version: another version is accepted again.
package struct Charter: Hashable, Sendable {
    /// The version, such as `2026-11`; at most 40 characters.
    package let version: String
    /// Paragraphs, with an empty line between two.
    package let words: EmployerWords

    package init(version: String, words: EmployerWords) { (self.version, self.words) = (version, words) }
}

/// What the city decided about its way in.
package struct SignInChoices: Hashable, Sendable {
    /// The legal warning on the sign-in page; nil shows none.
    package let warning: EmployerWords?
    /// The rules for use; nil asks nobody to accept any.
    package let charter: Charter?
    /// Days for which the code of an activation letter serves, 1 to 90.
    package let activationDays: Int

    /// No warning, no rules for use, thirty days.
    package static let usual = SignInChoices()

    package init(warning: EmployerWords? = nil, charter: Charter? = nil, activationDays: Int = 30) {
        self.warning = warning
        self.charter = charter
        self.activationDays = activationDays
    }
}
