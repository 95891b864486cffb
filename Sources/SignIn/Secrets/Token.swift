import Crypto
import Store

/// A bearer secret of 256 bits from the system's generator; it has one kind and is refused in every other place (S-13).
package struct Token: Hashable, Sendable {
    /// What a token opens. The kind is hashed with it, so that a ticket is never found where a session is looked for.
    package enum Kind: String, CaseIterable, Sendable {
        case portal, app, ticket, nonce, probe, known
    }

    /// The only place where it is good.
    package let kind: Kind
    private let bytes: [UInt8]

    /// A new token.
    package static func random(_ kind: Kind) -> Token { Token(kind: kind, bytes: RandomBytes.make(32)) }

    private init(kind: Kind, bytes: [UInt8]) { (self.kind, self.bytes) = (kind, bytes) }

    /// Reads the text that a browser brought; nil for any other spelling.
    package init?(_ kind: Kind, text: String) {
        guard text.utf8.count == 43, let bytes = Base64URL.bytes(text), bytes.count == 32 else { return nil }
        self.init(kind: kind, bytes: bytes)
    }

    /// The 43 characters that go into a cookie or a ticket's address.
    package var text: String { Base64URL.text(bytes) }

    private static let prefixes: [Kind: [UInt8]] = Dictionary(
        uniqueKeysWithValues: Kind.allCases.map { ($0, Array("nomade \($0.rawValue) ".utf8)) }
    )

    /// What is stored and looked up in its place: SHA-256 of kind and token.
    package var hash: TokenHash {
        var hash = SHA256()
        hash.update(data: Token.prefixes[kind] ?? [])
        hash.update(data: bytes)
        return hash.finalize().withUnsafeBytes { TokenHash(digest: $0) }
    }
}

/// The SHA-256 of a token: worthless to whoever reads the database, quick to look up.
///
/// Four words and no `SIMD4`: that wants 32 bytes of alignment, and the memory of asynchronous functions has 16. In an
/// optimised program such a value wrote beyond its place there and broke the heap at the first sign-in (seen).
package struct TokenHash: Hashable, Sendable {
    private let first, second, third, fourth: UInt64

    /// Reads the first 32 bytes; missing ones count as zero.
    init(digest: UnsafeRawBufferPointer) {
        func word(_ index: Int) -> UInt64 {
            guard digest.count >= 8 * (index + 1) else { return 0 }
            return UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
        }
        (first, second, third, fourth) = (word(0), word(1), word(2), word(3))
    }

    /// Reads what a store kept; nil unless it is 32 bytes long.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self = bytes.withUnsafeBytes { TokenHash(digest: $0) }
    }

    /// The 32 bytes as they are stored.
    package var bytes: [UInt8] {
        [first, second, third, fourth].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
        }
    }
}
