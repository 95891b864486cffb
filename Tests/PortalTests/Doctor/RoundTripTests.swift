import City
import NIOCore
import NIOPosix
import Policy
import Testing

@testable import Portal

@Suite struct `The doctor, as a browser and beside other clocks` {
    private func visit(_ change: @escaping @Sendable (Call, Reply?) -> Reply?) async throws -> [Check] {
        var found: [Check] = []
        try await Clinic.with { clinic in
            var probe = Probe.healthy
            let healthy = probe.reply
            probe.reply = { change($0, await healthy($0)) }
            found = await clinic.checks(.signIn, probe: probe)
        }
        return found
    }

    @Test func `X-62: finds the way to the sign-in, whole cookies, and that a name alone opens nothing`() async throws {
        let found = try await visit { $1 }
        #expect(found.map(\.verdict) == [.ok, .ok, .ok])
        #expect(found[0].cause == "1 redirects, and its cookies came back")
    }

    @Test func `X-62: sends each host's cookies back to it, and nothing to the other`() async throws {
        let found = try await visit { call, reply in
            guard call.host == "nomades.example.fr" else { return reply }
            return call.fields.contains { $0.hasPrefix("Cookie:") } ? nil : reply
        }
        #expect(found.map(\.verdict) == [.ok, .ok, .ok])
    }

    @Test func `X-62: calls more than three redirects a cookie that is lost on the way`() async throws {
        let found = try await visit { call, _ in
            let field = Reply.Field(name: "location", value: "https://\(call.host)/?again")
            return Reply(status: 303, fields: [field])
        }
        #expect(found[0].verdict == .fail && found[0].cause.contains("a cookie is lost on the way"))
        #expect(found[1].verdict == .fail && found[1].cause == "none arrives")
    }

    @Test(arguments: [
        "__Host-a=1; Path=/; HttpOnly", "__Host-a=1; Path=/; Secure; Domain=example.fr",
        "__Host-a=1; Path=/app; Secure",
    ])
    func `X-62: sees a cookie that a proxy in front rewrites`(cookie: String) async throws {
        let found = try await visit { _, reply in
            let fields = reply?.fields.map { $0.name == "set-cookie" ? Reply.Field(name: $0.name, value: cookie) : $0 }
            return reply.map { Reply(status: $0.status, fields: fields ?? []) }
        }
        #expect(found.map(\.verdict) == [.ok, .fail, .ok])
        #expect(found[1].cause.hasPrefix("__Host-a arrives without Secure"))
    }

    @Test func `S-44: fails where an app's name does not lead to the gate and believes who names themselves`()
        async throws
    {
        let found = try await visit { _, _ in Reply(status: 200, body: "Bonjour") }
        #expect(found.map(\.verdict) == [.fail, .fail, .fail])
        #expect(found[2].cause.contains("the way there does not pass the gate"))
        let silent = try await visit { _, _ in nil }
        #expect(silent.map(\.verdict) == [.warn])
    }

    @Test func `S-44: an app that greets us beside the gate by a name of ours is a failure`() async throws {
        try await Clinic.with { clinic in
            var probe = Probe.healthy
            probe.call = { _ in .answered(200) }
            probe.reply = { call in Reply(status: 200, body: "Bonjour \(call.fields.joined())") }
            let ways = await clinic.checks(.upstreams, probe: probe).filter {
                $0.name.hasSuffix("the way past the gate")
            }
            #expect(ways.map(\.verdict) == [.fail, .fail])
            #expect(ways[0].cause.contains("greeted us by the name that we wrote"))
        }
    }

    @Test(arguments: [
        ([], Check.Verdict.warn), ([0, 1], .ok), ([-5], .ok), ([6], .warn), ([-31], .warn), ([40, 41], .fail),
        ([-41, -40], .fail), ([-90, 40], .warn), ([0, 1, 90], .ok), ([.min, .max], .warn),
    ])
    func `X-62: judges its clock by those of the apps, and by one alone says less`(
        ahead: [Int64],
        verdict: Check.Verdict
    ) {
        #expect(ClockChecks.check(ahead: ahead).verdict == verdict)
    }

    @Test func `X-62: reads the clocks of the apps, and says when none tells`() async throws {
        try await Clinic.with { clinic in
            var probe = Probe.healthy
            probe.reply = { _ in Reply(status: 200, fields: [Clinic.date(ahead: 120)]) }
            let late = await clinic.checks(.clock, probe: probe)
            #expect(late.map(\.verdict) == [.ok, .fail])
            #expect(late[1].cause.contains("s behind that of 2 of 2 apps"))
            probe.reply = { _ in Reply(status: 200) }
            #expect(await clinic.checks(.clock, probe: probe)[1].cause.hasPrefix("not known"))
        }
    }

    @Test func `S-38: reads a whole answer, and nothing from bytes that are none`() {
        let reply = Reply(Array("HTTP/1.1 303 See Other\r\nLocation: /a \r\nset-cookie:b\r\nbroken\r\n\r\nbody".utf8))
        #expect(reply?.status == 303)
        #expect(reply?.values(of: "location") == ["/a"] && reply?.values(of: "set-cookie") == ["b"])
        #expect(reply?.body.hasSuffix("body") == true)
        #expect(Reply(Array("220 ESMTP".utf8)) == nil && Reply([]) == nil)
        #expect(Reply(Array("HTTP/1.1 200 OK\r\nDate: soon\r\n\r\n".utf8))?.date == nil)
    }
}
