/// Bytes of the system's generator (S-13).
package enum Random {
    /// So many random bytes, from `getrandom`.
    package static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
