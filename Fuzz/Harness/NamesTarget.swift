@testable import People

/// Names, numbers, dates and telephones as people write them: what is read reads as itself.
enum NamesTarget {
    static func check(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let folded = LetterFolding.fold(text)
        require(LetterFolding.fold(folded) == folded, "\(folded) folds further")
        let cleaned = FeedText.cleaned(text)
        require(FeedText.cleaned(cleaned) == cleaned, "a cleaned text is cleaned further")
        if let date = CalendarDate(text) { require(CalendarDate("\(date)") == date, "\(date) does not read as itself") }
        if let number = PhoneNumber(text).e164 {
            require(PhoneNumber(number).e164 == number, "\(number) does not read as itself")
        }
        let typed = TypedIdentifier(text)
        if case .number(let number) = typed {
            require(TypedIdentifier(number) == typed, "\(number) does not read as itself")
        }
        require(NameFolding(text).mayBe(NameFolding(text)), "a name is not its own")
        _ = FeedText.mail(text)
    }
}
