import CQRencode

/// A QR code as an image of our own page: SVG with nothing from elsewhere in it.
package struct QRCode: Sendable {
    private let width: Int
    private let isDark: [Bool]

    /// The code of a text; nil when it is too long for one (over about 2,300 bytes).
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= 2_000 else { return nil }
        guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        guard width > 0, width <= 177, let data = code.pointee.data else { return nil }
        isDark = (0..<width * width).map { data[$0] & 1 == 1 }
    }

    /// The side of the image in modules, its four quiet ones at each edge included (ISO/IEC 18004).
    package var side: Int { width + 8 }

    /// The dark modules as the path of an SVG image: letters, digits, spaces and hyphens only.
    package var path: String {
        (0..<width).flatMap { y in
            runs(y).map { run in "M\(run.lowerBound + 4) \(y + 4)h\(run.count)v1h-\(run.count)z" }
        }.joined()
    }

    /// Whether the module at column `x` and row `y` is dark; false outside.
    package func isDark(x: Int, y: Int) -> Bool {
        (0..<width).contains(x) && (0..<width).contains(y) && isDark[y * width + x]
    }

    private func runs(_ y: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for x in 0..<width where isDark[y * width + x] {
            if let last = runs.last, last.upperBound == x {
                runs[runs.count - 1] = last.lowerBound..<x + 1
            } else {
                runs.append(x..<x + 1)
            }
        }
        return runs
    }
}
