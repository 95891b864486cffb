/// Comparison of secrets in a time that depends on their length alone (S-13).
package enum ConstantTime {
    /// Whether both hold the same bytes; every byte is looked at, wherever the first difference is.
    package static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(one, other) { difference |= left ^ right }
        return difference == 0
    }
}
