/// Comparison of secrets whose time tells nothing of where they differ (S-13).
package enum ConstantTime {
    /// Whether both hold the same bytes; only their length shows in the time taken.
    package static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
