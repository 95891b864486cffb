import Crypto

/// One key of the file under its name; the derived keys never leave this part.
struct NamedKey: Sendable {
    let name: String
    private let master: SymmetricKey

    /// Nil when the name could not stand on a line of the file, or the key is not 256 bits.
    init?(name: String, bytes: [UInt8]) {
        let letters = name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D }
        guard letters, (1...32).contains(name.utf8.count), bytes.count == 32 else { return nil }
        self.name = name
        master = SymmetricKey(data: bytes)
    }

    /// A new key from the system's generator; nil when the name could not stand on a line of the file.
    static func random(named name: String) -> NamedKey? {
        NamedKey(name: name, bytes: RandomBytes.make(32))
    }

    /// A new key that is never written to a file.
    static func passing() -> NamedKey {
        NamedKey()
    }

    private init() {
        name = "passing"
        master = SymmetricKey(size: .bits256)
    }

    /// HKDF-SHA256 (RFC 5869); the use is part of the label, so that no key serves two algorithms.
    func derived(_ use: Use, for purpose: KeyPurpose) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: master,
            salt: Array("nomade-key-1".utf8),
            info: Fields.encode([use.rawValue, purpose.name]),
            outputByteCount: 32
        )
    }

    /// Tells this key from another without telling anything else.
    var fingerprint: [UInt8] {
        derived(.fingerprint, for: KeyPurpose("store.key-file")).withUnsafeBytes { Array($0.prefix(16)) }
    }

    /// The key as the file holds it.
    var bytes: [UInt8] {
        master.withUnsafeBytes { Array($0) }
    }

    enum Use: String {
        case seal, authenticate, fingerprint, export
    }
}
