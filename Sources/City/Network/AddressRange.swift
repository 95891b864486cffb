/// A range of addresses, such as `10.0.0.0/8`; a lone address is a range of one.
package struct AddressRange: Hashable, Sendable, CustomStringConvertible {
    /// The first address of the range.
    package let base: IPAddress
    /// The bits that are fixed, counted in the 128 bits of IPv6.
    package let fixedBits: Int

    /// Reads `address/bits` or a lone address; bits after the prefix are dropped.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(String(first)) else { return nil }
        let width = address.isVersion4 && !first.contains(":") ? 32 : 128
        var bits = width
        if parts.count == 2 {
            guard let number = Int(parts[1]), (0...width).contains(number), String(number) == parts[1] else {
                return nil
            }
            bits = number
        }
        fixedBits = bits + 128 - width
        base = address.masked(to: fixedBits)
    }

    /// True when the address lies in the range, in whichever spelling.
    package func contains(_ address: IPAddress) -> Bool {
        address.masked(to: fixedBits) == base
    }

    package var description: String {
        "\(base)/\(base.isVersion4 && fixedBits >= 96 ? fixedBits - 96 : fixedBits)"
    }
}

extension IPAddress {
    func masked(to bits: Int) -> IPAddress {
        IPAddress(high: high & Self.mask(min(bits, 64)), low: low & Self.mask(max(bits - 64, 0)))
    }

    private static func mask(_ bits: Int) -> UInt64 {
        bits == 0 ? 0 : .max << UInt64(64 - bits)
    }
}
