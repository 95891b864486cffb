import Foundation

/// One conversation with the demo's mail server, line by line (RFC 5321): it takes whatever it is given.
struct PostConversation {
    /// What the server says first.
    static let greeting = "220 courrier.nomades.localhost ESMTP\r\n"
    /// Lines of one mail; more are dropped.
    private static let most = 10_000

    private var recipients: [String] = []
    private var mail: [String]?

    /// What the server says to one line without its end, and what arrived by it.
    mutating func hear(_ line: String) -> (reply: String, arrived: [(to: String, mail: ReceivedMail)]) {
        if let mail {
            guard line == "." else {
                if mail.count < Self.most { self.mail?.append(line.hasPrefix(".") ? String(line.dropFirst()) : line) }
                return ("", [])
            }
            let received = ReceivedMail(mail)
            defer { (self.mail, recipients) = (nil, []) }
            return ("250 taken\r\n", recipients.map { ($0, received) })
        }
        switch line.prefix(4).uppercased() {
        case "EHLO": return ("250-courrier.nomades.localhost\r\n250 8BITMIME\r\n", [])
        case "RCPT":
            if let start = line.firstIndex(of: "<"), let end = line.lastIndex(of: ">"), start < end {
                recipients.append(String(line[line.index(after: start)..<end]))
            }
            return ("250 ok\r\n", [])
        case "DATA":
            mail = []
            return ("354 go on\r\n", [])
        case "QUIT": return ("221 goodbye\r\n", [])
        case "AUTH", "STAR": return ("502 not here\r\n", [])
        default: return ("250 ok\r\n", [])
        }
    }
}

/// A mail as its reader sees it: its subject and its text.
struct ReceivedMail: Equatable {
    let subject: String
    let text: String

    /// Reads what Nomade writes: encoded words in the head, base64 below it.
    init(_ lines: [String]) {
        let head = lines.prefix { !$0.isEmpty }
        var subject = ""
        var isSubject = false
        for line in head {
            if line.hasPrefix(" ") {
                if isSubject { subject += line }
                continue
            }
            isSubject = line.lowercased().hasPrefix("subject: ")
            if isSubject { subject = String(line.dropFirst("Subject: ".count)) }
        }
        self.subject = Self.decoded(subject)
        let body = lines.dropFirst(head.count + 1).joined()
        let bytes = Data(base64Encoded: body) ?? Data()
        text = String(decoding: bytes.filter { $0 != 0x0D }, as: UTF8.self)
    }

    private static func decoded(_ text: String) -> String {
        let words = text.split(separator: " ").map(String.init)
        guard words.allSatisfy({ $0.hasPrefix("=?UTF-8?B?") && $0.hasSuffix("?=") }) else { return text }
        let bytes = words.flatMap { Data(base64Encoded: String($0.dropFirst(10).dropLast(2))) ?? Data() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
