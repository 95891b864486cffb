import City
import Policy
import Testing
import Web

@testable import Access

@Suite struct `The home` {
    private func html(_ cards: [Card], _ language: Language = .fr, printing: Bool = false) throws -> String {
        let city = try Town.city()
        let shell = try Town.shell(city)
        var context = Town.context(language, caller: Town.caller)
        context.printing = printing
        let pages = LauncherPages(city: city, shell: shell, circumstances: { _ in nil })
        let launcher = Launcher(city: city) { Town.question($0.key, city: city) }
        let html = try shell.html(pages.page(of: launcher, cards, Town.caller, context), in: context)
        return html.replacing("\u{A0}", with: " ").replacing("&#39;", with: "'")
    }

    private let waiting = Card.toDo([
        Card.Line(.text("Mot <b>"), at: "/caller", .text("Lire"), hint: .text("Hier")),
        Card.Line(.text("Words"), at: "/reset", .text("Voir"), in: .en),
    ])

    @Test func `HM-3: greets by first name and day, and counts what waits first of all`() throws {
        let page = try html([Card(.news, "card.desks", []), waiting])
        #expect(page.contains("<h1>Bonjour Claire</h1>") && page.contains("mardi 24 novembre"))
        let titles = page.matches(of: /<h2>(?<words>[^<]*)<\/h2>/).map { String($0.words) }
        #expect(titles.starts(with: ["À faire (2)", "Ce dont je m'occupe", "Mes applications"]))
        #expect(page.ranges(of: "class=\"button\"").count == 1)
        #expect(
            page.contains("<a class=\"button\" href=\"/caller\">Lire<span class=\"sr\"> : Mot &lt;b&gt;</span></a>")
        )
        #expect(
            page.contains("<strong lang=\"en\">Words</strong>") && page.contains("<span class=\"hint\">Hier</span>")
        )
        #expect(try html([waiting], .en).contains("<h2>To do (2)</h2>"))
    }

    @Test func `HM-3, HM-6: says that nothing waits, and what will come there, with no button at all`() throws {
        let page = try html([.toDo([])])
        #expect(page.contains("<h2>À faire</h2>") && page.contains("Rien ne vous attend."))
        #expect(!page.contains("class=\"button\"") && !page.contains("<ul>\n</ul>"))
    }

    @Test func `HM-8: has my apps with those that do not open and why`() throws {
        let page = try html([])
        #expect(page.contains("IntraNomades") && page.contains("Fermées pour vous, et pourquoi"))
        #expect(page.contains("Paie RH ne s'ouvre pas depuis l'extérieur."))
    }

    @Test func `HM-9, HM-10: takes the whole width on a screen, and is plain on paper`() throws {
        #expect(try html([waiting]).contains("<body class=\"wide\">"))
        let paper = try html([waiting], printing: true)
        #expect(
            paper.contains("<body class=\"print\">") && !paper.contains("view=print") && paper.contains("Mot &lt;b&gt;")
        )
    }
}
