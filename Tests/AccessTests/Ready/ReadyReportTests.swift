import City
import HTTPTypes
import Policy
import Testing
import Web

@testable import Access

@Suite struct `A readiness check` {
    private func device(_ headers: HTTPFields = [:], _ channel: Channel = .nomade) throws -> ReadyDevice {
        ReadyDevice(
            headers: headers,
            city: try Town.city(),
            connection: ClientConnection(channel: channel, peer: "192.0.2.7", port: 8443),
            fingerprint: "AB CD",
            time: "14:02"
        )
    }

    private func mark(_ check: ReadyCheck, _ headers: HTTPFields) throws -> ReadyLine.Mark? {
        try device(headers).lines.first { $0.check == check }?.mark
    }

    private let cookie: HTTPFields = [.cookie: "__Host-nomade-probe=0123456789abcdef0123456789abcdef"]

    @Test func `RD-2: finds cookies kept where one of ours came back, and nowhere else`() throws {
        #expect(try mark(.cookies, cookie) == .passed)
        #expect(try mark(.cookies, [.cookie: "other=1"]) == .stopped)
    }

    @Test func `RD-5: names what betrays itself, and repeats nothing else of the request`() throws {
        var headers = cookie
        headers[Between.field] = "via,x-forwarded-for,<b>"
        let line = try #require(try device(headers).lines.first { $0.check == .between })
        #expect(line.mark == .stopped && line.values["names"] == "via, x-forwarded-for")
        #expect(try mark(.between, cookie) == .passed)
    }

    @Test func `RD-3, RD-4: leaves to a script and to the person what no server can tell`() throws {
        #expect(try mark(.clock, cookie) == .unseen)
        #expect(try mark(.socket, cookie) == .unseen)
        let line = try #require(try device(cookie).lines.first { $0.check == .certificate })
        #expect(line.mark == .later && line.values["fingerprint"] == "AB CD")
    }

    @Test func `RD-1: comes to one verdict`() throws {
        let city = try Town.city()
        let fine = [ReadyLine(.cookies, .passed, "kept"), ReadyLine(.clock, .unseen, "here")]
        let apps = Launcher(city: city) { Town.question($0.key, city: city).fromOutside }
        let none = Launcher(city: try Town.city(Ruleset(rules: [:]))) { Town.question($0.key, city: city) }
        #expect(ReadyReport(lines: fine, apps: nil).verdict == .device)
        #expect(ReadyReport(lines: fine, apps: apps).verdict == .ready(open: apps.open.count))
        #expect(ReadyReport(lines: fine, apps: none).verdict == .none)
        let wrong = fine + [ReadyLine(.factor, .stopped, "missing")]
        #expect(ReadyReport(lines: wrong, apps: apps).verdict == .stopped(1))
    }

    @Test func `RD-9: asks the rules once for each app, as from outside after a whole sign-in`() throws {
        let city = try Town.city()
        var question = Town.question("paie", city: city)
        question.channel = .office
        question.assurance = .none
        let outside = question.fromOutside
        #expect(outside.channel == .nomade && outside.device == .known)
        #expect(outside.assurance.factor == .authenticator && outside.assurance.factorAt == outside.time.instant)
        question.subject.factors = []
        #expect(question.fromOutside.device == .any && question.fromOutside.assurance.factor == nil)
        let report = ReadyReport(
            lines: [],
            apps: Launcher(city: city) { app in
                var asked = outside
                asked.app = app.key
                return asked
            }
        )
        #expect(report.trace.apps["intranet"] == "opens")
        #expect(report.trace.apps["paie"]?.contains("policy.channel") == true)
    }

    @Test func `RD-10: tells whoever opens the reference each line and each app`() throws {
        let report = ReadyReport(lines: try device(cookie).lines, apps: nil)
        #expect(report.trace.lines.contains("  cookies: passed") && report.trace.lines.contains("  clock: unseen"))
    }
}
