import Web

/// A form: each pair that is accepted is what percent-decoding says, and no name comes twice.
enum FormTarget {
    static func check(_ bytes: [UInt8]) {
        if let typed = String(validating: bytes, as: UTF8.self), let reference = Reference(typed) {
            require(Reference("\(reference)") == reference, "a reference does not read as itself")
        }
        _ = Language(acceptLanguage: String(decoding: bytes, as: UTF8.self))
        guard let form = try? Form(bytes: bytes) else { return }
        var names: [[UInt8]] = []
        for pair in bytes.split(separator: 0x26) {
            let halves = pair.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false).map(decoded)
            guard let name = halves.first else { continue }
            require(!names.contains(name), "a name came twice")
            names.append(name)
            let value = form[String(decoding: name, as: UTF8.self)]
            require(value.utf8.elementsEqual(halves.count > 1 ? halves[1] : []), "a field holds something else")
            require(
                value.unicodeScalars.allSatisfy { $0.value >= 32 || [9, 10, 13].contains($0.value) },
                "a control byte"
            )
        }
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == 0x25 {
                result.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            } else {
                result.append(byte == 0x2B ? 0x20 : byte)
            }
        }
        return result
    }
}
