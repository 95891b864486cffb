/// The six digits that somebody typed or pasted: spaces, hyphens or a whole message around them do no harm.
package enum TypedCode: Hashable, Sendable {
    case code(String)
    case malformed(digits: Int)

    /// Reads the first run of six digits; spaces and hyphens inside a run do not end it.
    package init(_ text: String) {
        let runs = Self.runs(text.utf8.prefix(512))
        if let code = runs.first(where: { $0.count == 6 }) {
            self = .code(String(decoding: code, as: UTF8.self))
        } else {
            self = .malformed(digits: runs.reduce(0) { $0 + $1.count })
        }
    }

    /// The first run of so many digits; nil without one.
    package static func digits(_ text: String, counting count: ClosedRange<Int>) -> String? {
        runs(text.utf8.prefix(512)).first { count.contains($0.count) }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// How many digits were typed.
    package var digits: Int {
        switch self {
        case .code: 6
        case .malformed(let digits): digits
        }
    }

    private static func runs(_ bytes: some Sequence<UInt8>) -> [[UInt8]] {
        var runs: [[UInt8]] = [[]]
        for byte in bytes {
            switch byte {
            case 0x30...0x39: runs[runs.count - 1].append(byte)
            case 0x20, 0x2D, 0x09, 0xC2, 0xA0, 0xE2, 0x80, 0xAF: continue
            default: runs.append([])
            }
        }
        return runs
    }
}
