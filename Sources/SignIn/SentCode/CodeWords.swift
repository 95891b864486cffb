package import People
package import Web

/// The words around a code that goes out.
package struct CodeWords: Sendable {
    private static let texts = Texts(SignInWords.parts.texts)
    private let host: String
    private let language: Language

    /// Words in a person's language that name the portal's host.
    package init(host: String, language: Language) { (self.host, self.language) = (host, language) }

    /// An SMS ends with the line that ties its code to our host alone (WICG, origin-bound one-time codes); a voice says the
    /// digits one by one, twice.
    package func text(_ digits: String, _ kind: Message.Kind) -> String {
        switch kind {
        case .sms: Self.texts("message.code", in: language, ["code": digits]) + "\n\n@\(host) #\(digits)"
        case .voice:
            Self.texts("message.spoken", in: language, ["digits": digits.map(String.init).joined(separator: ", ")])
        }
    }
}
