/// The random reference of a dossier, printed on the hiring letter: 15 random characters (73 bits) and one that checks them,
/// as `K7M4-QD2P-9HTX-3RWB`.
package struct DossierReference: Hashable, Sendable {
    /// Digits and capitals without the look-alikes 0/O, 1/I/L and U/V: 29, a prime, so that the check character finds every
    /// wrong character and every two that changed places.
    package static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTWXYZ".utf8)
    /// Characters in all, the last one being the check.
    package static let length = 16
    /// Where the check begins to count, so that no code of another kind passes for a reference.
    private static let start = 11

    /// The sixteen characters without hyphens, as they are kept.
    package let characters: String

    /// A new reference from the system's generator.
    package static func random() -> DossierReference {
        var generator = SystemRandomNumberGenerator()
        let values = (1..<length).map { _ in Int.random(in: 0..<alphabet.count, using: &generator) }
        let bytes = (values + [check(values)]).map { alphabet[$0] }
        return DossierReference(characters: String(decoding: bytes, as: UTF8.self))
    }

    /// What a person typed or pasted: small letters, spaces, hyphens, dots; throws what is wrong with it.
    package init(typed: String) throws(DossierSlip) {
        let bytes = typed.utf8.prefix(200).filter { !Self.separators.contains($0) }
            .map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 - 32 : $0 }
        guard !bytes.isEmpty else { throw .empty }
        let values = bytes.compactMap(Self.alphabet.firstIndex)
        guard values.count == bytes.count else { throw .foreignCharacter }
        guard values.count == Self.length else { throw .length(values.count) }
        guard Self.check(values.dropLast()) == values.last else { throw .check }
        characters = String(decoding: bytes, as: UTF8.self)
    }

    private init(characters: String) { self.characters = characters }

    /// In four groups of four.
    package var text: String {
        let bytes = Array(characters.utf8)
        return stride(from: 0, to: bytes.count, by: 4)
            .map { String(decoding: bytes[$0..<min($0 + 4, bytes.count)], as: UTF8.self) }
            .joined(separator: "-")
    }

    private static let separators = Set(" -.\t\r\n_/".utf8)

    /// A weighted sum by a prime: no weight repeats within the length, so every slip of one kind changes it.
    private static func check(_ values: some Collection<Int>) -> Int {
        values.enumerated().reduce(start) { ($0 + ($1.offset + 2) * $1.element) % alphabet.count }
    }
}

/// What is wrong with a typed reference before anybody looks for it: a slip of the hand tells nothing about what exists.
package enum DossierSlip: Error, Hashable, Sendable {
    case empty
    /// A character that no reference has, such as O or 0.
    case foreignCharacter
    /// So many characters in the place of sixteen.
    case length(Int)
    case check

    /// The code that people may quote.
    package var code: String {
        switch self {
        case .empty: "dossier.reference-empty"
        case .foreignCharacter: "dossier.reference-character"
        case .length: "dossier.reference-length"
        case .check: "dossier.reference-slip"
        }
    }

    /// What stands in the sentence's braces.
    package var values: [String: String] {
        if case .length(let count) = self { ["n": String(count)] } else { [:] }
    }
}
