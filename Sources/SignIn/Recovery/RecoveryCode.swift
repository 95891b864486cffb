import Store

/// A code for somebody whose phone is lost: ten letters and digits without look-alikes, 48 bits, shown once (S-13).
package struct RecoveryCode: Hashable, Sendable {
    /// How many a person is given.
    package static let count = 10
    private static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTWXYZ".utf8)
    private static let length = 10

    /// The letters, in capitals, without the hyphen.
    let letters: String

    /// Ten new codes.
    package static func make() -> [RecoveryCode] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in
            let bytes = (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? alphabet[0] }
            return RecoveryCode(letters: String(decoding: bytes, as: UTF8.self))
        }
    }

    private init(letters: String) { self.letters = letters }

    /// What somebody typed: capitals or not, any spaces and hyphens; nil when it cannot be a code.
    package init?(_ typed: String) {
        var bytes: [UInt8] = []
        for byte in typed.utf8.prefix(64) where ![0x20, 0x2D, 0x09].contains(byte) {
            bytes.append((0x61...0x7A).contains(byte) ? byte - 0x20 : byte)
        }
        guard bytes.count == Self.length, bytes.allSatisfy(Self.alphabet.contains) else { return nil }
        letters = String(decoding: bytes, as: UTF8.self)
    }

    /// As it is printed: two groups of five.
    package var text: String { "\(letters.prefix(5))-\(letters.suffix(5))" }
}
