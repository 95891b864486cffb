/// Six characters that a person can read aloud, the same on page, log line, audit and problem+json: `K7M-4QD`.
package struct Reference: Hashable, Sendable, CustomStringConvertible {
    /// Digits and capitals without the look-alikes 0/O, 1/I/L and U/V.
    package static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTWXYZ".utf8)
    /// The six characters without the hyphen, as they are stored.
    package let characters: String

    /// A new reference from the system's generator.
    package static func random() -> Reference {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    /// A new reference from `generator`.
    package static func random(using generator: inout some RandomNumberGenerator) -> Reference {
        let bytes = (0..<6).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
        return Reference(bytes: bytes)
    }

    /// What a person typed: any case, with or without hyphen and spaces; nil unless six characters of the alphabet remain.
    package init?(_ typed: String) {
        guard typed.utf8.count <= 40 else { return nil }
        let bytes = typed.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }
            .map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 - 32 : $0 }
        guard bytes.count == 6, bytes.allSatisfy(Self.alphabet.contains) else { return nil }
        self.init(bytes: bytes)
    }

    private init(bytes: [UInt8]) {
        characters = String(decoding: bytes, as: UTF8.self)
    }

    /// `K7M-4QD`
    package var description: String {
        "\(characters.prefix(3))-\(characters.suffix(3))"
    }
}
