import City
import Policy
import Testing
import Web

@testable import Access

@Suite struct `An app with paths, for one caller` {
    private static let rule = Rule(
        app: "paie",
        owner: "it-dpe",
        unlisted: false,
        allow: [Clause(criteria: [.function(["hr"])], line: 2)],
        paths: [
            PathRule(prefix: "/simulateur", allow: [Clause(criteria: [.credential([.active])], line: 5)]),
            PathRule(prefix: "/bulletins", allow: [Clause(criteria: [.channel([.office])], line: 6)]),
        ]
    )

    private func city() throws -> City {
        try Town.city(Ruleset(rules: ["paie": Self.rule], channels: [.office, .nomade]))
    }

    @Test func `P-11: stands among what opens when one of its paths does, and leads there`() throws {
        let city = try city()
        let launcher = Launcher(city: city) { Town.question($0.key, city: city) }
        #expect(launcher.open.map(\.app.key) == ["paie"])
        #expect(launcher.open.first?.address(port: 8443) == "https://paie.nomades.localhost:8443/simulateur")
        let suspended = Launcher(city: city) { app in
            var question = Town.question(app.key, city: city)
            question.subject.credential = .suspended
            return question
        }
        #expect(suspended.open.isEmpty && suspended.closed.map(\.app.key) == ["paie"])
    }

    @Test(arguments: Language.allCases)
    func `P-11: has a sheet on which each path says whether it opens here, and why not`(language: Language) throws {
        let city = try city()
        let question = Town.question("paie", city: city)
        let app = try #require(city.app(key: "paie"))
        let sheet = AppSheet(app: app, city: city, question: question, decisions: city.ruleset.decisions(on: question))
        let shell = try Town.shell(city)
        let context = Town.context(language, caller: Town.caller)
        let html = try shell.html(sheet.page(shell, try Town.asking(language), context), in: context)
        let words = html.replacing("\u{A0}", with: " ").replacing("&#39;", with: "'")
        #expect(words.contains("https://paie.nomades.localhost:8443/simulateur\">/simulateur</a>"))
        #expect(words.contains(language == .fr ? "Selon le chemin, ici" : "By path, here"))
        #expect(words.contains("<h3>/bulletins <span class=\"word closed\">"))
        #expect(!words.contains("href=\"https://paie.nomades.localhost:8443/bulletins"))
    }
}
