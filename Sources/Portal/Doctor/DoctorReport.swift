import Foundation

/// All that the doctor found, as people and programs read it.
package struct DoctorReport: Sendable {
    package let checks: [Check]

    package init(_ checks: [Check]) {
        self.checks = checks
    }

    /// False when a check failed: exit 1. A warning alone is not a no.
    package var isWell: Bool { !checks.contains { $0.verdict == .fail } }

    /// Layer by layer, one line a check and one more for its fix; the last line counts.
    package var text: String {
        var lines: [String] = []
        for layer in CheckLayer.allCases {
            let found = checks.filter { $0.layer == layer }
            guard !found.isEmpty else { continue }
            lines.append(layer.rawValue)
            for check in found {
                lines.append("  \(mark(of: check.verdict))  \(Self.line(check.name)): \(Self.line(check.cause))")
                if let fix = check.fix { lines.append("        fix: \(Self.line(fix))") }
            }
        }
        return (lines + ["", count]).joined(separator: "\n") + "\n"
    }

    /// One JSON document: `verdict` (the worst), `ok`, `warn`, `fail` (counts), `checks`.
    package var json: String {
        let document = Document(
            verdict: [.fail, .warn].first { number(of: $0) > 0 } ?? .ok,
            ok: number(of: .ok),
            warn: number(of: .warn),
            fail: number(of: .fail),
            checks: checks
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        guard let data = try? encoder.encode(document) else { return "{}\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private struct Document: Encodable {
        let verdict: Check.Verdict
        let ok: Int
        let warn: Int
        let fail: Int
        let checks: [Check]
    }

    private var count: String {
        "\(checks.count == 1 ? "1 check" : "\(checks.count) checks"): \(number(of: .ok)) ok, \(number(of: .warn)) to look at, \(number(of: .fail)) failed"
    }

    private func number(of verdict: Check.Verdict) -> Int {
        checks.count { $0.verdict == verdict }
    }

    private func mark(of verdict: Check.Verdict) -> String {
        switch verdict {
        case .ok: "ok  "
        case .warn: "warn"
        case .fail: "FAIL"
        }
    }

    /// An answer from the network is shown; its control characters are not obeyed.
    private static func line(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
        )
    }
}
