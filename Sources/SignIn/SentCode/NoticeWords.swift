import Web

/// The words of news that go out to a person's phone: no link, no code.
enum NoticeWords {
    private static let texts = Texts(SignInWords.parts.texts)

    static func text(_ code: String, in language: Language, _ values: [String: String] = [:]) -> String {
        texts(code, in: language, values)
    }
}
