package import City
import Crypto
import Foundation
package import People
package import Policy
import Web

/// Activation letters as one document: HTML with its print style, for the browser's printer and for the PDF; a page a letter.
package struct LetterPaper: Sendable {
    private let paper: Paper
    private let city: City

    /// Throws when a template cannot be read.
    package init(_ city: City) throws {
        paper = try Paper([SignInWords.parts])
        self.city = city
    }

    /// The letters, in their order, each in its own language; under a head for the screen where somebody shows them at a desk.
    package func html(_ letters: [ActivationLetter], under cover: LetterCover? = nil, at now: Instant) throws -> String
    {
        let today = city.day(of: now)
        let sections = try letters.map { letter in
            try paper.html("letter", values(letter, today), in: letter.language)
        }
        let language = cover?.language ?? letters.first?.language ?? .fr
        let head = try paper.html(
            "letter-head",
            ["lang": .text(language.rawValue), "city": .text(city.name)],
            in: language
        )
        let shown = try cover.map { try paper.html("letter-cover", values($0, letters.count), in: $0.language) }
        return head + (shown ?? "") + "<main>\n" + sections.joined() + "</main>\n</body>\n</html>\n"
    }

    /// The letters as one tagged PDF.
    package func pdf(_ letters: [ActivationLetter], at now: Instant) async throws -> [UInt8] {
        try await Paper.pdf(of: try html(letters, at: now))
    }

    /// The policy under which a browser shows the letters: their own style and nothing else (S-11).
    package func contentSecurityPolicy() throws -> String {
        let html = try html([], at: Instant(seconds: 0))
        let parts = html.components(separatedBy: "<style>")
        let style = parts.count == 2 ? parts[1].components(separatedBy: "</style>")[0] : ""
        let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
        return "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'"
    }

    private func values(_ cover: LetterCover, _ count: Int) -> Values {
        [
            "lang": .text(cover.language.rawValue), "n": .text(String(count)), "back": .text(cover.back),
            "some": .flag(!cover.lines.isEmpty),
            "lines": .list(
                cover.lines.map { ["name": .text($0.name), "address": .text($0.address), "why": .text($0.why)] }
            ),
        ]
    }

    private func values(_ letter: ActivationLetter, _ today: CalendarDate) -> Values {
        [
            "lang": .text(letter.language.rawValue),
            "city": .text(city.name),
            "name": .text(letter.address.first ?? ""),
            "addressLines": .list(letter.address.dropFirst().map { ["line": .text($0)] }),
            "today": .text(Self.text(today, letter.language)),
            "identifier": .text(letter.identifier),
            "code": .text(letter.printedCode),
            "half": .flag(letter.delivery == .split),
            "handedBy": letter.handedBy.map { .said("letter.handed-by", ["who": $0]) } ?? "",
            "url": .text(String(city.portal.origin.dropFirst("https://".count)) + "/activation"),
            "date": .text(Self.text(letter.lastDay, letter.language)),
            "contactName": .text(letter.contact?.name ?? ""),
            "contactLines": .list(
                [letter.contact?.office, letter.contact?.phone, letter.contact?.hours, letter.contact?.mail]
                    .compactMap(\.self).map { ["line": .text($0)] }
            ),
        ]
    }

    private static func text(_ day: CalendarDate, _ language: Language) -> String {
        Moment(secondsSince1970: Int64(day.day) * 86_400).dateWithYear(in: language)
    }
}
