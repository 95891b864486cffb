import Crypto
import SignIn
import Testing
import Web

@testable import Access

@Suite struct `Every variable of every template` {
    private static let hostile = "\"\u{301}<\u{301}&\u{301}'\u{301}"
    private static let parts = [PageParts.web, AccessParts.parts, SignInWords.parts]
    private static let frames: Set = ["shell", "sprite", "head", "foot", "summary"]

    @Test(arguments: [true, false])
    func `S-41: comes out encoded, with its sections shown and hidden`(shown: Bool) throws {
        let city = try Town.city()
        let shell = try Shell(site: Site(city), parts: Array(Self.parts.dropFirst()), formKey: .init(size: .bits256))
        let values = Self.values(shown: shown, shell.texts)
        for file in Self.parts.flatMap(\.templates) where !Self.frames.contains(file.name) {
            let page = Page(template: file.name, title: "incident.ours", values: values)
            let html = try shell.html(page, in: Town.context(caller: Town.caller))
            for raw in ["\"\u{301}", "<\u{301}", "'\u{301}"] {
                #expect(html.utf8.firstRange(of: raw.utf8) == nil, "\(file.name)")
            }
        }
    }

    /// Each name that a template or a text asks for.
    private static func values(shown: Bool, _ texts: Texts) -> Values {
        var values: Values = [:]
        for code in texts.codes(in: .fr) {
            for name in Texts.placeholders(of: texts.template(code, in: .fr) ?? "") { values[name] = .text(hostile) }
        }
        for file in parts.flatMap(\.templates) {
            for tag in file.text.split(separator: "{{").dropFirst().compactMap({ $0.split(separator: "}}").first }) {
                let name = String(tag.drop { "#^/".contains($0) })
                guard let first = name.first, first.isLetter, !name.contains(".") else { continue }
                let isSection = tag.first == "#" || tag.first == "^"
                if isSection, !shown {
                    values[name] = .flag(false)
                } else if values[name] == nil {
                    values[name] = .text(hostile)
                }
            }
        }
        return values
    }
}
