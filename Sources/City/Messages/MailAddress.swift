/// An address that mail is sent to or comes from: a dot-string in ASCII at a domain name (RFC 5321 §4.1.2). Quoted names,
/// comments and addresses beyond ASCII are none, so that nothing in one ends a header or a command.
package struct MailAddress: Hashable, Sendable {
    package let text: String

    /// Nil for whatever is no such address; at most 64 bytes before the sign and 254 in all.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 254, let sign = bytes.firstIndex(of: UInt8(ascii: "@")) else { return nil }
        guard sign <= 64, Self.isDotted(bytes[..<sign], of: Self.isAtom),
            Self.isDotted(bytes[(sign + 1)...], of: Self.isHost)
        else { return nil }
        self.text = text
    }

    /// One or more words between single dots, each of such bytes.
    private static func isDotted(_ bytes: ArraySlice<UInt8>, of isPart: (UInt8) -> Bool) -> Bool {
        let words = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return words.allSatisfy { !$0.isEmpty && $0.count <= 64 && $0.allSatisfy(isPart) }
    }

    /// Letters, digits and the signs of an atom (RFC 5322 §3.2.3).
    private static func isAtom(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || Array("!#$%&'*+-/=?^_`{|}~".utf8).contains(byte)
    }

    private static func isHost(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || byte == UInt8(ascii: "-") }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
