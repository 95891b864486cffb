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

    /// The image with its four quiet modules (ISO/IEC 18004); black on white in every theme, so that cameras read it.
    package func svg(title: String) -> String {
        let rows = (0..<width).flatMap { y in
            runs(y).map { "M\($0.lowerBound + 4) \(y + 4)h\($0.count)v1h-\($0.count)z" }
        }
        let side = width + 8
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" width="240" height="240" role="img" \
            aria-label="\(Self.escape(title))" shape-rendering="crispEdges"><path fill="#fff" \
            d="M0 0h\(side)v\(side)H0z"/><path fill="#000" d="\(rows.joined())"/></svg>
            """
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

    private static func escape(_ text: String) -> String {
        let escaped = text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "<"): Array("&lt;".utf8)
            case UInt8(ascii: ">"): Array("&gt;".utf8)
            case UInt8(ascii: "&"): Array("&amp;".utf8)
            case UInt8(ascii: "\""): Array("&quot;".utf8)
            case UInt8(ascii: "'"): Array("&#39;".utf8)
            default: [byte]
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
