import People
import Web

/// The words of news that go out to a person's phone and mailbox: no link, no code.
enum NoticeWords {
    private static let texts = Texts(SignInWords.parts.texts)

    static func text(_ code: String, in language: Language, _ values: [String: String] = [:]) -> String {
        texts(code, in: language, values)
    }

    /// A code of six digits as a mail: it serves on one page, in the browser that asked for it.
    static func codeMail(_ digits: String, for place: SentCode.Place, in language: Language) -> Mail.Words {
        let code = place == .account ? "account.mail" : "forgotten.mail"
        let body = [
            texts("mail.greeting", in: language), texts(code, in: language, ["code": digits]),
            texts("mail.end", in: language),
        ]
        return Mail.Words(
            in: language,
            subject: texts("mail.code-subject", in: language),
            text: body.joined(separator: "\n\n") + "\n"
        )
    }

    /// The same news as a mail.
    static func mail(_ code: String, in language: Language, _ values: [String: String] = [:]) -> Mail.Words {
        let body = [
            texts("mail.greeting", in: language), text(code, in: language, values), texts("mail.end", in: language),
        ]
        return Mail.Words(
            in: language,
            subject: texts("mail.subject", in: language),
            text: body.joined(separator: "\n\n") + "\n"
        )
    }
}
