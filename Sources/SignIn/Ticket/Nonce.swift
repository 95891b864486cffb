/// The value of the nonce cookie of an app's host: without it a ticket is worth nothing (S-13).
///
/// Once a ticket was used the cookie says so for a few seconds: whoever then comes without a session keeps this cookie and
/// loses the session's. The nonce stays in it, so that tabs that asked together all get in.
struct Nonce: Hashable, Sendable {
    let token: Token
    let isSpent: Bool

    private static let mark = ".spent"

    /// Reads the cookie's value; nil for any other spelling.
    init?(_ text: String) {
        isSpent = text.hasSuffix(Self.mark)
        guard let token = Token(.nonce, text: isSpent ? String(text.dropLast(Self.mark.count)) : text) else {
            return nil
        }
        self.token = token
    }

    /// The value once a ticket was used with it.
    static func spent(_ token: Token) -> String { token.text + mark }
}
