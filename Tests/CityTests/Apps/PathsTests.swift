import City
import Policy
import Testing

@Suite struct `The paths of an app in the city file` {
    private static let place = "    allow:\n      - {department: dpe"

    private func paths(_ text: String) -> String {
        Town.text.replacing(Self.place, with: "    paths:\n\(text)\n\(Self.place)")
    }

    private func mistakes(_ text: String) throws -> [Mistake] {
        try #require(throws: CityMistakes.self) { try City.read(text: paths(text), path: "nomade.yaml") }.mistakes
    }

    @Test func `P-11: are prefixes with clauses, as a list or under allow, and the longest comes first`() throws {
        let text = """
                  /paie: [{function: payroll, channel: office}]
                  /paie/public: {allow: [{everyone: true}]}
            """
        let rule = try #require(try City.read(text: paths(text), path: "nomade.yaml").ruleset.rules["paie"])
        #expect(rule.paths.map(\.prefix) == ["/paie/public", "/paie"])
        #expect(rule.paths[1].allow[0].criteria.contains(.function(["payroll"])))
        #expect(rule.paths[1].allow[0].line == 31)
        #expect(rule.paths[0].allow[0].criteria.contains(.credential([.active])))
        #expect(rule.isStrict)
    }

    @Test(arguments: [
        ("/paie/", "/paie"), ("paie", "/paie"), ("//paie", "/paie"), ("/paie/../x", "/paie/x"), ("/p%61ie", "/p61ie"),
        ("/paie;x", "/paiex"), ("/pa ie", "/paie"), ("/congés", "/congs"), ("\"/a?b\"", "/ab"), ("\"\"", "/paie"),
    ])
    func `P-12: of more than one spelling is a mistake with its place and a spelling to write`(
        prefix: String,
        fix: String
    ) throws {
        let mistake = try #require(try mistakes("      \(prefix): [{everyone: true}]").first)
        #expect(mistake.code == .path)
        #expect(mistake.place == Place(line: 31, column: 7))
        #expect(mistake.fix.hasPrefix("write  \(fix):"), "\(mistake.fix)")
    }

    @Test(arguments: ["/", "/.nomade", "/.Nomade/ticket"])
    func `P-12: that is the whole app or Nomade's own is a mistake`(prefix: String) throws {
        #expect(try mistakes("      \(prefix): [{everyone: true}]").map(\.code) == [.path])
    }

    @Test func `P-12: that differ by case alone are a mistake`() throws {
        let text = "      /paie: [{everyone: true}]\n      /Paie: [{everyone: true}]"
        let mistake = try #require(try mistakes(text).first)
        #expect(mistake.code == .path && mistake.place.line == 32)
        #expect(mistake.what.contains("differs from /paie by case alone"))
    }

    @Test func `X-60: have their clauses checked like those of the app, each under its own name`() throws {
        let text = "      /paie: [{functio: payroll}]\n      /x: {alow: [{everyone: true}]}\n      /y: text"
        let mistakes = try mistakes(text)
        #expect(mistakes.map(\.code).contains(.unknownKey) && mistakes.map(\.code).contains(.shape))
        #expect(mistakes.contains { $0.what.hasPrefix("app \"paie\", path \"/paie\", clause 1 says nobody") })
        #expect(mistakes.contains { $0.what == "app \"paie\", path \"/x\" has no allow" })
        #expect(mistakes.contains { $0.fix == "write  function:" } && mistakes.contains { $0.fix == "write  allow:" })
    }

    @Test func `P-11: are asked about by policy tests`() async throws {
        let text = paths("      /paie: [{function: payroll}]").replacing(
            "policy-tests:\n",
            with: """
                policy-tests:
                  - {department: dpe, function: payroll, app: paie, path: /paie/2026, channel: office, expect: permit}
                  - {department: dpe, function: hr, unit: nord, app: paie, path: /paie, channel: office, expect: permit}

                """
        )
        let city = try City.read(text: text, path: "nomade.yaml")
        let results = await PolicyTest.run(in: city, now: Instant(seconds: 0)) { _, _ in nil }
        #expect(results.map(\.problem) == [nil, "expected permit, got refuse because of policy.function", nil])
    }
}
