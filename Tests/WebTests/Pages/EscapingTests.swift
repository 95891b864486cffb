import HTTPTypes
import Hummingbird
import Testing

@testable import Web

@Suite struct `A template` {
    @Test func `S-41: encodes byte by byte, a combining mark hiding nothing`() {
        // The macro repeats a literal in its own source, where the mark would hide the quote.
        let raw = "\"\u{301}<\u{301}&\u{301}'\u{301}"
        let encoded = "&quot;\u{301}&lt;\u{301}&amp;\u{301}&#39;\u{301}"
        #expect(HTMLBytes().escapeText(raw) == encoded)
    }

    @Test(arguments: ["{{{a}}}", "{{&a}}", "{{=<% %>=}}"])
    func `S-41: is refused when it would write a value unencoded`(text: String) {
        #expect(throws: TemplateFault.self) { try TemplateFile("bad", Array(text.utf8)).parsed() }
    }

    @Test func `S-41: does not become a page while a name has no value`() throws {
        let parts = PageParts(templates: [TemplateFile("hole", Array("<h1>{{nobody}}</h1>".utf8))], texts: [])
        let page = Page(template: "hole", title: "incident.ours")
        #expect(throws: TemplateFault.missing(["nobody"], template: "hole")) {
            try shell([parts]).html(page, in: context())
        }
        #expect(try shell([parts]).render(page, in: context()).status == .internalServerError)
    }
}
