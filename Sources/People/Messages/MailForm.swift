import City
import Foundation
import Store
import Web

/// A mail as bytes: a head in ASCII (RFC 5322, RFC 2047), then the text as UTF-8 in base64 (RFC 2045). Whatever a name or a
/// subject holds, it cannot end its line: it is encoded, and controls become spaces first.
struct MailForm {
    let mail: Mail
    let from: MailAddress
    /// The city's name.
    let sender: String
    /// The portal's host, under which names of messages are unique.
    let host: String

    var bytes: [UInt8] {
        let head = [
            "Date: \(date)",
            "From: \(Self.mailbox(sender, from))",
            "To: \(Self.mailbox(mail.recipient.name, mail.recipient.address))",
            "Message-ID: <\(mail.id.text)@\(host)>",
            "Subject: \(Self.phrase(mail.words.subject))",
            "Auto-Submitted: auto-generated",
            "Content-Language: \(mail.words.language.rawValue)",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: base64",
        ]
        return Array((head + [""] + Self.base64Lines(text)).map { "\($0)\r\n" }.joined().utf8)
    }

    /// RFC 5322 §3.3: HTTP's form but for the zone.
    private var date: String {
        String(decoding: HTTPDate.text(mail.keptAt).utf8.dropLast(3), as: UTF8.self) + "+0000"
    }

    /// Line ends of text are CR LF before they are encoded (RFC 2045 §6.8).
    private var text: [UInt8] {
        mail.words.text.bytes.filter { $0 != 0x0D }.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    }

    private static func mailbox(_ name: String, _ address: MailAddress) -> String {
        "\(phrase(name)) <\(address.text)>"
    }

    /// Text of a head: as it is when it is a few plain words, else as encoded words of at most 75 bytes each, none of which
    /// parts a scalar (RFC 2047 §§2, 5).
    static func phrase(_ text: String) -> String {
        let clean = text.unicodeScalars.map { $0.properties.isControlOrBreak ? " " : $0 }
        let isPlain = clean.count <= 60 && clean.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || $0 == " ") }
        if isPlain { return String(String.UnicodeScalarView(clean)) }
        var words: [[UInt8]] = [[]]
        for scalar in clean {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > 45 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    private static func base64Lines(_ bytes: [UInt8]) -> [String] {
        stride(from: 0, to: bytes.count, by: 57).map { start in
            Data(bytes[start..<min(start + 57, bytes.count)]).base64EncodedString()
        }
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isControlOrBreak: Bool {
        [.control, .format, .lineSeparator, .paragraphSeparator].contains(generalCategory)
    }
}
