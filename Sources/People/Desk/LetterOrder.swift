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
    /// The employee number of the head of site who hands the letter over; nil where the desk does.
    package let entrustedTo: String?

    package init(
        in language: Language? = nil,
        as delivery: ActivationCodeStore.Delivery = .letter,
        on paper: Paper = .page,
        entrustedTo head: String? = nil
    ) {
        self.language = language
        self.delivery = delivery
        self.paper = paper
        entrustedTo = head
    }

    /// Reads `language`, `delivery`, `paper` and `entrusted`; what it does not know is as if it were not there.
    init(_ form: Form) {
        self.init(
            in: Language(rawValue: form["language"]),
            as: form["delivery"] == "split" ? .split : .letter,
            on: Paper(rawValue: form["paper"]) ?? .page,
            entrustedTo: form["entrusted"].isEmpty ? nil : form["entrusted"]
        )
    }
}
