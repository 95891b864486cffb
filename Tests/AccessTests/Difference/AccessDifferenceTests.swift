import City
import Policy
import Testing

@testable import Access

@Suite struct `The difference of two city files` {
    private static func rules(
        _ criteria: [Criterion]...,
        paths: [String: [Criterion]] = [:],
        app: String = "paie"
    ) -> Ruleset {
        let parts = paths.map { PathRule(prefix: $0, allow: [Clause(criteria: $1, line: 90)]) }
        let allow = criteria.enumerated().map { Clause(criteria: $1, line: 10 + $0) }
        let rule = Rule(app: app, owner: "it-dpe", unlisted: false, allow: allow, paths: parts)
        return Ruleset(rules: [app: rule], channels: [.office, .nomade])
    }

    private func changes(
        _ old: Ruleset,
        _ new: Ruleset,
        week: Bool = true,
        _ subject: Subject = Town.claire
    ) throws -> [AccessChange] {
        let (old, new) = (try Town.city(old), try Town.city(new))
        return AccessDifference(from: old, to: new, at: Town.now, throughWeek: week).changes(from: subject, to: subject)
    }

    @Test func `P-14: is nothing between a file and itself, or where nobody is concerned`() throws {
        let rules = Self.rules([.department(["dpe"]), .hours([.monday], from: 420, to: 1140)], paths: ["/x": []])
        #expect(try changes(rules, rules).isEmpty)
        let other = Self.rules([.department(["dpe"])], [.function(["cook"])])
        #expect(try changes(Self.rules([.department(["dpe"])]), other).isEmpty)
    }

    @Test func `P-14: tells what is lost and gained by which channel, with both decisions`() throws {
        let old = Self.rules([.department(["dpe"]), .channel([.office])])
        let new = Self.rules([.department(["drh"])], [.channel([.nomade])])
        let found = try changes(old, new)
        #expect(found.map(\.kind) == [.lost, .gained])
        #expect(found.map(\.channel) == [.office, .nomade])
        #expect(found.map { old.line(of: $0.before) } == [10, 10])
        #expect(new.line(of: found[1].after) == 11)
        #expect(found[0].refusal.verdict == .refuse && found[0].refusal.reasons.map(\.code) == ["policy.channel"])
        #expect(found[1].refusal.reasons.map(\.code) == ["policy.channel"])
    }

    @Test func `P-14: looks at each part of an app, declared by either file`() throws {
        let old = Self.rules([.department(["dpe"])], paths: ["/old": [.department(["drh"])]])
        let new = Self.rules([.department(["dpe"])], paths: ["/new": [.function(["hr"])]])
        let found = try changes(old, new)
        #expect(
            found.map { "\($0.kind) \($0.path ?? "") \($0.channel)" } == [
                "lost /new office", "lost /new nomade", "gained /old office", "gained /old nomade",
            ]
        )
        #expect(new.line(of: found[0].after) == 90)
    }

    @Test func `P-14: of hours that move is found at the hour at which it begins, whatever the hour is now`() throws {
        let old = Self.rules([.hours([.monday], from: 420, to: 1140)])
        let new = Self.rules([.hours([.monday], from: 480, to: 1200)])
        let found = try changes(old, new)
        #expect(
            found.map { "\($0.kind) \($0.time?.weekday.word ?? "now") \($0.time?.clock ?? "")" } == [
                "lost monday 07:00", "gained monday 19:00", "lost monday 07:00", "gained monday 19:00",
            ]
        )
        #expect(try changes(old, new, week: false).isEmpty)
    }

    @Test func `P-14: of an app that goes is a loss, and of one that comes a gain`() throws {
        let (old, new) = (Self.rules([], app: "paie"), Self.rules([], app: "voirie"))
        let found = try changes(old, new)
        #expect(Set(found.map { "\($0.kind) \($0.app)" }) == ["lost paie", "gained voirie"])
        #expect(found.first { $0.kind == .lost }?.refusal.reasons.map(\.code) == ["app.not-found"])
    }
}
