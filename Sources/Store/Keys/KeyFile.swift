import Crypto

/// The city's keys: a small file outside the database and its backup, under which secrets are sealed and codes are kept.
package struct KeyFile: Sendable {
    /// Oldest first; the last one seals, all open.
    let keys: [NamedKey]
    private let current: NamedKey

    /// Nil without a key, or with two of one name.
    init?(keys: [NamedKey]) {
        guard let last = keys.last, Set(keys.map(\.name)).count == keys.count else { return nil }
        self.keys = keys
        current = last
    }

    private init(only key: NamedKey) {
        (keys, current) = ([key], key)
    }

    /// One random key that no file holds: what it seals ends with the process. For tests.
    package static func inMemory() -> KeyFile {
        KeyFile(only: .passing())
    }

    /// The names of the keys, oldest first.
    package var names: [String] { keys.map(\.name) }

    /// Seals `bytes` so that they open only for this purpose and in this context (the row and column where they stand).
    package func seal(_ bytes: [UInt8], for purpose: KeyPurpose, context: [String]) throws -> [UInt8] {
        let envelope = Envelope(key: current.name)
        let box = try AES.GCM.seal(
            bytes,
            using: current.derived(.seal, for: purpose),
            authenticating: envelope.bound(to: context, for: purpose)
        )
        return envelope.head + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// Opens what was sealed under any key of the file; one error says no, whatever was wrong.
    package func open(
        _ sealed: [UInt8],
        for purpose: KeyPurpose,
        context: [String]
    ) throws(SealRefusal) -> [UInt8] {
        guard let (envelope, rest) = Envelope.read(sealed),
            let key = keys.first(where: { $0.name == envelope.key }),
            let box = try? AES.GCM.SealedBox(combined: rest),
            let bytes = try? AES.GCM.open(
                box,
                using: key.derived(.seal, for: purpose),
                authenticating: envelope.bound(to: context, for: purpose)
            )
        else { throw SealRefusal() }
        return Array(bytes)
    }

    /// Whether `sealed` names an older key and is worth sealing again.
    package func isOutdated(_ sealed: [UInt8]) -> Bool {
        Envelope.read(sealed)?.0.key != current.name
    }

    /// HMAC-SHA256 of `bytes` under the current key: how a code of few digits is kept.
    package func code(of bytes: [UInt8], for purpose: KeyPurpose) -> [UInt8] {
        Self.code(of: bytes, under: current, for: purpose)
    }

    /// The code under each key, the current one first: what a row written before a rotation may hold.
    package func codes(of bytes: [UInt8], for purpose: KeyPurpose) -> [[UInt8]] {
        keys.reversed().map { Self.code(of: bytes, under: $0, for: purpose) }
    }

    /// 256 bits of the current key for a use outside this part, such as a fixed blind for unknown names.
    package func derive(_ purpose: KeyPurpose) -> Secret {
        Secret(current.derived(.export, for: purpose).withUnsafeBytes { Array($0) })
    }

    private static func code(of bytes: [UInt8], under key: NamedKey, for purpose: KeyPurpose) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key.derived(.authenticate, for: purpose)))
    }
}

extension KeyFile: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "KeyFile(\(names.joined(separator: ", ")))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
