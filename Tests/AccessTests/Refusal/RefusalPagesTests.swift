import City
import HTTPTypes
import Policy
import Testing
import Web

@testable import Access

@Suite struct `A refusal's page` {
    private func page(_ app: String, _ language: Language = .fr, _ change: (inout Question) -> Void = { _ in }) throws
        -> (fault: FaultPage, html: String, problem: Problem)
    {
        let city = try Town.city()
        let shell = try Town.shell(city)
        var question = Town.question(app, city: city)
        change(&question)
        let pages = RefusalPages(city: city, texts: shell.texts)
        let fault = pages.page(for: city.ruleset.decide(question), try Town.asking(language))
        let context = Town.context(language)
        return (fault, try shell.html(fault.page, in: context), shell.problem(fault.page, in: context))
    }

    @Test func `X-2: says what happened, why, what now, whom to ask, then the chain, in this order`() throws {
        let html = try page("paie").html.replacing("\u{A0}", with: " ")
        let parts = [
            "Paie RH ne s&#39;ouvre pas depuis l&#39;extérieur.", "Pourquoi", "Que faire maintenant", "À qui demander",
            "class=\"button\"", "Où la demande s&#39;est arrêtée",
        ]
        let places = try parts.map { try #require(html.firstRange(of: $0)?.lowerBound, "\($0)") }
        #expect(places == places.sorted())
        #expect(html.ranges(of: "class=\"stopped\"").count == 2)
        #expect(html.ranges(of: "class=\"passed\"").count == 5)
    }

    @Test func `X-2: names the contact of the agent's own structure, also to programs`() throws {
        let (fault, html, problem) = try page("voirie") { $0.subject.credential = .suspended }
        #expect(fault.code == "credential.suspended")
        #expect(html.contains("UGD de la DPE"))
        #expect(problem.code == "credential.suspended" && problem.status == 403)
        #expect(problem.remedies.contains { $0.contact?.contains("UGD de la DPE") ?? false })
    }

    @Test func `P-11, X-2: of a path names the path and explains its own rule`() throws {
        let (fault, french, problem) = try page("intranet") { $0.path = "/paie/2026" }
        #expect(fault.code == "policy.function")
        #expect(french.replacing("\u{A0}", with: " ").contains("IntraNomades, chemin /paie"))
        #expect(problem.code == "policy.function" && problem.title.contains("/paie"))
        #expect(try page("intranet", .en) { $0.path = "/paie" }.html.contains("IntraNomades, path /paie"))
        #expect(try !page("intranet", .en) { $0.path = "/paie" }.html.contains("2026"))
    }

    @Test func `X-4: writes a function as the staff file does, and not as rules compare it`() throws {
        let html = try page("intranet") {
            $0.path = "/paie"
            $0.subject.assignments[0].function = "egoutiere"
            $0.subject.assignments[0].title = "Égoutière"
        }.html.replacing("\u{A0}", with: " ")
        #expect(html.contains("Votre fonction connue ici : Égoutière.") && !html.contains("egoutiere"))
    }

    @Test func `X-4: says hours and days as people do`() throws {
        let french = try page("voirie").html.replacing("\u{A0}", with: " ")
        #expect(french.contains("du lundi au vendredi, de 7 h à 11 h. Il est 14 h 02."))
        #expect(french.contains("Revenez mercredi à 7 h"))
        #expect(try page("voirie", .en).html.contains("from Monday to Friday, 07:00 to 11:00. It is 14:02."))
    }

    @Test func `S-21: of a hidden app is that of an absent one`() throws {
        let city = try Town.city()
        let pages = RefusalPages(city: city, texts: try Town.shell(city).texts)
        let decision = city.ruleset.decide(Town.question("nowhere", city: city))
        #expect(decision.verdict == .hide)
        #expect(pages.page(for: decision, try Town.asking()).page.status == .notFound)
    }

    @Test func `X-2: exists for every code, in both languages, whole`() throws {
        let city = try Town.city()
        let shell = try Town.shell(city)
        for language in Language.allCases {
            for code in ReasonCode.allCases where code != .notFound {
                let reason = Reason(code: code.text, layer: code.layer, values: Self.everyValue, contact: "ugd-dpe")
                let decision = Decision(verdict: .refuse, app: "paie", reasons: [reason])
                let page = RefusalPages(city: city, texts: shell.texts).page(for: decision, try Town.asking(language))
                let html = try shell.html(page.page, in: Town.context(language))
                #expect(!html.contains("&lt;policy"), "\(code)")
            }
        }
    }

    /// What Policy gives to the sentences, all at once.
    private static let everyValue = [
        "app": "paie", "dept": "dpe", "dept-list": "dpe,dasco", "where": "office,tunnel", "channel": "nomade",
        "from": "07:00", "to": "19:00", "days": "monday,tuesday", "now": "20:30", "today": "tuesday", "next": "07:00",
        "next-day": "wednesday", "functions": "hr,cook", "function": "driver", "positions": "tenured",
        "position": "contract", "units": "a,b", "unit": "c", "n": "15", "device": "any", "asked": "known",
        "state": "active", "date": "1795525320", "name": "ugd-dpe", "reason": "inventaire",
    ]
}
