/// What is sealed does not open: altered, of another purpose or context, or of a key that is gone.
package struct SealRefusal: Error, Hashable, Sendable {}

/// The head of something sealed: the form's version and the name of the key.
struct Envelope {
    private static let version: UInt8 = 1
    let key: String

    var head: [UInt8] {
        [Self.version, UInt8(truncatingIfNeeded: key.utf8.count)] + Array(key.utf8)
    }

    /// The bytes that AES-GCM authenticates beside the secret.
    func bound(to context: [String], for purpose: KeyPurpose) -> [UInt8] {
        Fields.encode(["nomade-seal-1", key, purpose.name] + context)
    }

    /// The head and what follows it; nil when the bytes are of another form.
    static func read(_ sealed: [UInt8]) -> (Envelope, [UInt8])? {
        guard sealed.count > 2, sealed[0] == version else { return nil }
        let end = 2 + Int(sealed[1])
        guard sealed.count >= end, let key = String(validating: sealed[2..<end], as: UTF8.self) else { return nil }
        return (Envelope(key: key), Array(sealed[end...]))
    }
}
