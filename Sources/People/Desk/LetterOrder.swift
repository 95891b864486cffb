import Policy
package import Web

/// What an officer asks of activation letters.
package struct LetterOrder: Hashable, Sendable {
    /// What the letters come out as.
    package enum Paper: String, CaseIterable, Sendable {
        /// A page of the browser, for its printer.
        case page
        /// One tagged PDF.
        case pdf
    }

    /// In the place of each person's own language; nil keeps that.
    package let language: Language?
    /// All of the code on the letter, or half of it and half by SMS.
    package let delivery: ActivationCodeStore.Delivery
    package let paper: Paper

    package init(
        in language: Language? = nil,
        as delivery: ActivationCodeStore.Delivery = .letter,
        on paper: Paper = .page
    ) {
        self.language = language
        self.delivery = delivery
        self.paper = paper
    }

    /// Reads `language`, `delivery` and `paper`; what it does not know is as if it were not there.
    init(_ form: Form) {
        self.init(
            in: Language(rawValue: form["language"]),
            as: form["delivery"] == "split" ? .split : .letter,
            on: Paper(rawValue: form["paper"]) ?? .page
        )
    }
}
