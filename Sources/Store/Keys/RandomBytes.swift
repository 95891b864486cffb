/// Bytes of the system's generator, for keys, tokens and nonces (S-13).
package enum RandomBytes {
    /// `count` bytes; nothing for a negative count.
    package static func make(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<max(0, count)).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
