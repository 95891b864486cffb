import City
import NIOCore
import Policy
import SignIn
import Testing
import Web

@testable import Gate

@Suite struct `The fields of a person who asks again` {
    private let app = App(
        key: "intranet",
        name: "Intranet",
        host: "intranet.ville.test",
        aliases: [],
        upstream: Upstream(tls: false, host: "127.0.0.1", port: 9, timeoutSeconds: 1),
        owner: "it",
        unlisted: false,
        traffic: AppTraffic()
    )
    private let rule = Rule(
        app: "intranet",
        owner: "it",
        unlisted: false,
        allow: [Clause(criteria: [.department(["dpe", "dvd"])], line: 1)]
    )

    @Test func `are written once in five seconds, and the assertion asked for once`() {
        var book = IdentityBook()
        var asked = 0
        let session = session(in: "dpe")
        func lines(_ seconds: Int64) -> String {
            let now = Instant(seconds: seconds)
            return String(
                buffer: book.fields(of: session, for: app, rule: rule, at: now) { _, _ in
                    asked += 1
                    return "\(asked)"
                }
            )
        }
        #expect(lines(100) == lines(104))
        #expect(asked == 1)
        #expect(lines(105).contains("X-Nomade-Assertion: 2\r\n"))
        #expect(lines(90).contains("X-Nomade-Assertion: 3\r\n"), "a clock that went back")
    }

    @Test func `S-16: are written anew as soon as the person's file is another`() {
        var book = IdentityBook()
        func lines(_ session: LiveSession) -> String {
            String(buffer: book.fields(of: session, for: app, rule: rule, at: Instant(seconds: 100)) { _, _ in nil })
        }
        #expect(lines(session(in: "dpe")).contains("Remote-Groups: department:dpe\r\n"))
        #expect(lines(session(in: "dvd")).contains("Remote-Groups: department:dvd\r\n"))
    }

    @Test func `are never those of another session`() {
        var book = IdentityBook()
        func lines(_ session: LiveSession) -> String {
            String(buffer: book.fields(of: session, for: app, rule: rule, at: Instant(seconds: 100)) { _, _ in nil })
        }
        #expect(lines(session(in: "dpe")).contains("Remote-User: 0412345\r\n"))
        #expect(lines(session("0400007", in: "dpe", id: "other")).contains("Remote-User: 0400007\r\n"))
    }

    private func session(_ agent: String = "0412345", in department: String, id: String = "one") -> LiveSession {
        let assignment = Assignment(
            department: department,
            unit: nil,
            function: nil,
            position: .tenured,
            contacts: Contacts(hrOffice: "hr", itContact: "it")
        )
        let holder = SessionHolder(
            subject: Subject(agent: agent, credential: .active, factors: [], assignments: [assignment]),
            name: CallerName(full: "Zoé Ngo", first: "Zoé", initial: "N"),
            mail: nil,
            language: .fr,
            department: department,
            desks: []
        )
        let begin = Instant(seconds: 0)
        let limits = SessionTimes.Limits(idle: 1200, absolute: 28_800)
        let life = SessionTimes(startedAt: begin, activeAt: begin, limits: limits)
        return LiveSession(id: LiveSession.ID(text: id), holder: holder, assurance: .none, life: life)
    }
}
