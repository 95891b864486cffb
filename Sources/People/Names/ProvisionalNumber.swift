/// The number of somebody whom the feed does not know: a P and seven digits. An employee number has digits alone (D-110), so
/// this is never one; agents are never removed, so it is never given again.
package struct ProvisionalNumber: Hashable, Sendable {
    private static let digits = 7

    /// As it is kept: `P4810271`.
    package let text: String

    /// A new number from the system's generator.
    package static func random() -> ProvisionalNumber {
        var generator = SystemRandomNumberGenerator()
        let digits = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &generator)) }
        return ProvisionalNumber(digits: digits.joined())
    }

    /// What somebody typed, in any case, with spaces and hyphens where they like; nil when it is none.
    package init?(_ typed: String) {
        let kept = typed.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
        guard kept.count == Self.digits + 1, kept.first == UInt8(ascii: "P") || kept.first == UInt8(ascii: "p"),
            kept.dropFirst().allSatisfy({ (48...57).contains($0) })
        else { return nil }
        self.init(digits: String(decoding: kept.dropFirst(), as: UTF8.self))
    }

    private init(digits: String) { text = "P" + digits }
}
