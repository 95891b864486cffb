import City
import Foundation
import Policy
import Store
import Testing
import Web

@testable import People

@Suite struct `A mail on its way` {
    private func form(name: String = "Claire Martin", subject: String = "Nomade", text: String = "Bonjour") throws
        -> [String]
    {
        let address = try #require(MailAddress("claire.martin@nomades.example"))
        let recipient = Mail.Recipient(agent: "0412345", address: address, name: name)
        let words = Mail.Words(in: .fr, subject: subject, text: text)
        let mail = Mail(to: recipient, words, at: Instant(seconds: 1_795_420_800))
        let from = try #require(MailAddress("ne-pas-repondre@nomades.example"))
        let form = MailForm(mail: mail, from: from, sender: "Ville de Nomades", host: "nomades.example")
        #expect(form.bytes.allSatisfy { $0 < 0x80 })
        return String(decoding: form.bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    private func decoded(_ phrase: String) -> String {
        let words = phrase.components(separatedBy: "\r\n ")
        #expect(words.allSatisfy { $0.utf8.count <= 75 })
        let bytes = words.flatMap { Data(base64Encoded: String($0.dropFirst(10).dropLast(2))) ?? Data() }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `says when it was decided, whom it comes from, and that no answer is read`() throws {
        let lines = try form()
        #expect(lines[0] == "Date: Mon, 23 Nov 2026 08:00:00 +0000")
        #expect(lines[1] == "From: Ville de Nomades <ne-pas-repondre@nomades.example>")
        #expect(lines[2] == "To: Claire Martin <claire.martin@nomades.example>")
        #expect(lines[3].firstMatch(of: /^Message-ID: <[0-9a-f]{32}@nomades\.example>$/) != nil)
        #expect(lines.contains("Auto-Submitted: auto-generated"))
    }

    @Test(arguments: [
        "Hélène d'Étaples-Saint-Rémy de la Très Longue Avenue des Tilleuls Argentés", "李娜", "𝄞 Zoé",
        "e\u{301}te\u{301}", "=?x",
    ])
    func `RFC 2047: names and subjects of any script travel in ASCII and come out whole`(text: String) {
        #expect(decoded(MailForm.phrase(text)) == text)
    }

    @Test(arguments: ["\r\n", "\n", "\r", "\u{85}", "\u{2028}", "\r\u{301}\n", "\u{0}", "\u{202E}"])
    func `S-41: no name, subject or text ends its line or adds a header`(ending: String) throws {
        let spoilt = "Nomade\(ending)Bcc: tout-le-monde@nomades.example"
        let lines = try form(name: spoilt, subject: spoilt, text: "Bonjour\(ending).\(ending)\(spoilt)")
        let head = lines.prefix { !$0.isEmpty }
        #expect(head.filter { !$0.hasPrefix(" ") }.count == 10)
        #expect(!lines.contains { $0.lowercased().hasPrefix("bcc") || $0 == "." })
        let control = decoded(MailForm.phrase(spoilt)).unicodeScalars.contains {
            [.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        #expect(!control)
    }

    @Test func `RFC 2045: its text is base64 in short lines, and comes out with CR LF`() throws {
        let text = String(repeating: "Votre mot de passe vient de changer, à l'instant.\n", count: 9)
        let lines = try form(text: text)
        let body = lines.drop { !$0.isEmpty }.dropFirst()
        #expect(body.allSatisfy { $0.utf8.count <= 76 })
        let bytes = try #require(Data(base64Encoded: body.joined()))
        #expect(String(decoding: bytes, as: UTF8.self) == text.replacingOccurrences(of: "\n", with: "\r\n"))
    }
}
