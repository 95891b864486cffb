import Policy
import Web

/// One event for a calendar: when an app opens again (RFC 5545).
struct Reminder {
    let title: String
    let address: String
    /// Unique in the world, the same for one opening of one app.
    let name: String
    let from: Instant
    let madeAt: Instant

    var text: String {
        let lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nomade//Nomade//FR", "BEGIN:VEVENT", "UID:\(name)",
            "DTSTAMP:\(Self.stamp(madeAt))", "DTSTART:\(Self.stamp(from))", "DURATION:PT15M",
            "SUMMARY:\(Self.escaped(title))", "URL:\(address)", "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY",
            "DESCRIPTION:\(Self.escaped(title))", "TRIGGER:PT0S", "END:VALARM", "END:VEVENT", "END:VCALENDAR",
        ]
        return lines.map(Self.folded).joined(separator: "\r\n") + "\r\n"
    }

    /// `20261125T060000Z`
    static func stamp(_ instant: Instant) -> String {
        let moment = Moment(secondsSince1970: instant.seconds)
        let second = Int(((instant.seconds % 60) + 60) % 60)
        let numbers = [moment.month, moment.day].map(two).joined()
        return "\(moment.year)\(numbers)T" + [moment.minute / 60, moment.minute % 60, second].map(two).joined() + "Z"
    }

    /// RFC 5545 §3.3.11: backslash, semicolon, comma and line ends; other controls are left out.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped.append(contentsOf: ["\\", scalar])
            case "\n": escaped.append(contentsOf: ["\\", "n"])
            case _ where scalar.value < 32 || scalar.value == 127: break
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// RFC 5545 §3.1: no line over 75 octets, cut between scalars.
    static func folded(_ line: String) -> String {
        var folded = String.UnicodeScalarView()
        var octets = 0
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if octets + size > 75 {
                folded.append(contentsOf: ["\r", "\n", " "])
                octets = 1
            }
            folded.append(scalar)
            octets += size
        }
        return String(folded)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Decision {
    /// When waiting alone, or waiting first, opens the app; nil where no hour is waited for.
    var opening: Instant? {
        reasons.lazy.compactMap { if case .wait(let until) = $0.remedy?.kind { until.instant } else { nil } }.first
    }
}
