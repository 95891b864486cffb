import City
import Policy

/// The list as CSV (RFC 4180) for the office's own spreadsheet: semicolons, UTF-8 with byte order mark.
struct DeskCSV {
    let text: String

    init(_ rows: [DossierProgress]) {
        let head = ["matricule", "nom", "direction", "etape", "depuis", "jours", "en_retard", "agit"]
        let lines = rows.map { row in
            [
                row.agent.number, row.agent.names.full, row.department?.key ?? "", row.state.rawValue,
                row.since.description, String(row.daysWaited), row.isLate ? "oui" : "non", row.actor.rawValue,
            ]
        }
        text = "\u{FEFF}" + ([head] + lines).map { $0.map(Self.field).joined(separator: ";") + "\r\n" }.joined()
    }

    /// Always quoted; what a spreadsheet would take for a formula begins with an apostrophe.
    private static func field(_ value: String) -> String {
        let formula: Set<UInt8> = Set("=+-@\t\r".utf8)
        let guarded = value.utf8.first.map(formula.contains) == true ? "'" + value : value
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in guarded.utf8 {
            if byte == UInt8(ascii: "\"") { quoted.append(byte) }
            quoted.append(byte)
        }
        return String(decoding: quoted + [UInt8(ascii: "\"")], as: UTF8.self)
    }
}
