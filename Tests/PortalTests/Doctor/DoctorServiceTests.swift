import City
import Foundation
import NIOCore
import NIOPosix
import Policy
import Store
import Synchronization
import Testing

@testable import Portal

@Suite struct `The doctor, on what runs` {
    @Test func `X-62: tells a free port from one that another program has and from ours`() async throws {
        let place = try #require(SocketPlace("127.0.0.1:8443"))
        #expect(PortChecks.check("", place, nil, running: false).verdict == .ok)
        #expect(PortChecks.check("", place, EADDRINUSE, running: true).verdict == .ok)
        let taken = PortChecks.check("", place, EADDRINUSE, running: false)
        #expect(taken.verdict == .fail)
        #expect(taken.fix == "ss -ltnp 'sport = :8443'  shows which one")
        for code in [EACCES, EADDRNOTAVAIL, EMFILE] {
            #expect(PortChecks.check("", place, code, running: true).verdict == .fail)
        }
    }

    @Test func `X-62: sees a database that is newer, older, broken or of another key file`() async throws {
        try await Clinic.with { clinic in
            func verdicts(_ migrations: [Migration]) async -> [Check.Verdict] {
                await DatabaseChecks(files: clinic.files, migrations: migrations, now: Clinic.now).run().map(\.verdict)
            }
            let later = Clinic.migrations + [Migration("2027-01-01 a table", ["CREATE TABLE later (x TEXT)"])]
            #expect(await verdicts(Clinic.migrations) == [.ok])
            #expect(await verdicts(later) == [.warn])
            #expect(await verdicts([]) == [.fail])
            unlink(clinic.files.keyFile)
            _ = try KeyFile.create(at: clinic.files.keyFile, outside: clinic.files.data, named: "other")
            #expect(await verdicts(Clinic.migrations) == [.ok, .fail])
            try "this is no database".write(toFile: clinic.files.database, atomically: true, encoding: .utf8)
            #expect(await verdicts(Clinic.migrations) == [.fail])
        }
    }

    @Test func `X-62: judges the room that is left`() {
        let verdicts = [0, 99, 100, 1023, 1024, 1 << 30].map { DiskChecks.check("data", freeMebibytes: $0).verdict }
        #expect(verdicts == [.fail, .fail, .warn, .warn, .ok, .ok])
    }

    @Test func `X-62: says which app does not answer`() async throws {
        try await Clinic.with { clinic in
            let answers: [(Answer, Check.Verdict)] = [
                (.answered(401), .ok), (.answered(503), .warn), (.silent, .warn), (.refused, .fail),
                (.unreachable("no answer within three seconds"), .fail),
            ]
            for (answer, verdict) in answers {
                var probe = Probe.healthy
                probe.call = { _ in answer }
                #expect(await clinic.checks(.upstreams, probe: probe)[0].verdict == verdict)
            }
        }
    }

    @Test func `X-62: says that no code can leave, and sends none to learn it`() async throws {
        try await Clinic.with { clinic in
            let asked = Mutex<[Call]>([])
            let answers: [(Answer, Check.Verdict)] = [
                (.answered(403), .ok), (.answered(502), .fail), (.silent, .fail), (.refused, .fail),
                (.unreachable("no answer within three seconds"), .fail),
            ]
            for (answer, verdict) in answers {
                var probe = Probe.healthy
                probe.call = { call in
                    if call.path == "/sendsms" { asked.withLock { $0.append(call) } }
                    return answer
                }
                #expect(await clinic.checks(.messages, probe: probe).map(\.verdict) == [verdict])
            }
            #expect(asked.withLock { $0.map(\.path) } == Array(repeating: "/sendsms", count: 5))
            #expect(asked.withLock { $0.allSatisfy { $0.tls && $0.host == "sms.nomades.example.fr" } })
            unlink(clinic.folder + "/sms.password")
            let check = try #require(await clinic.checks(.messages).first)
            #expect(check.verdict == .fail && check.cause.contains("sms.password"))
        }
    }

    @Test func `S-44: an app that answers beside the gate is warned, with what closes the way`() async throws {
        try await Clinic.with { clinic in
            func ways(_ probe: Probe) async -> [Check] {
                await clinic.checks(.upstreams, probe: probe).filter { $0.name.hasSuffix("the way past the gate") }
            }
            let closed = await ways(.healthy)
            #expect(closed.map(\.verdict) == [.ok, .warn])
            var probe = Probe.healthy
            probe.call = { _ in .answered(200) }
            let open = await ways(probe)
            #expect(open.map(\.verdict) == [.warn, .warn])
            #expect(open[0].fix?.contains("127.0.0.1 alone") == true)
            #expect(open[1].cause.contains("Remote-User"))
        }
    }

    @Test func `an upstream that is our own listener is a loop`() async throws {
        try await Clinic.with { clinic in
            let text = try String(contentsOfFile: clinic.files.city, encoding: .utf8)
                .replacing("http://127.0.0.1:9001", with: "https://127.0.0.1:8443")
            let city = try City.read(text: text, path: clinic.files.city)
            let checks = await UpstreamChecks(city: city, probe: .healthy).run()
            #expect(checks[0].cause == "the upstream is one of our own listeners: a loop")
        }
    }
}

@Suite struct `The doctor's own instruments` {
    @Test func `hear an answer, a silence and a refusal on real sockets`() async throws {
        let talking = try await server {
            $0.writeAndFlush(ByteBuffer(string: "HTTP/1.1 204 No Content\r\n\r\n"), promise: nil)
        }
        let odd = try await server {
            $0.writeAndFlush(ByteBuffer(string: "220 mail.example.fr ESMTP\r\n"), promise: nil)
        }
        let address = try #require(IPAddress("127.0.0.1"))
        func call(_ port: Int) async -> Answer {
            await Probe.machine.call(Call(address: address, port: port, tls: false, host: "intranet", path: "/"))
        }
        #expect(await call(talking.port) == .answered(204))
        #expect(await call(odd.port) == .silent)
        let place = SocketPlace(address: address, port: talking.port)
        #expect(await Probe.machine.listen(place) == EADDRINUSE)
        try await talking.channel.close()
        try await odd.channel.close()
        #expect(await call(talking.port) == .refused)
        #expect(await Probe.machine.listen(place) == nil)
    }

    @Test func `know the machine's own names and addresses`() async throws {
        let loopback = try #require(IPAddress("127.0.0.1"))
        #expect(await Probe.machine.addresses("localhost").contains { $0 == loopback || $0.isLoopback })
        #expect(await Probe.machine.addresses("no-such-name.invalid").isEmpty)
        #expect(Probe.machine.ownAddresses().allSatisfy { !$0.isLoopback })
    }

    @Test func `S-38: read no status from bytes that are none`() {
        #expect(Call.status(of: Array("HTTP/1.1 200 OK".utf8)) == 200)
        for text in ["", "HTTP/1.1", "HTTP/1.1 2x0 OK", "HTTP/2 200 OK.", "HTTP/1.1-200 OK", "220 ESMTP server"] {
            #expect(Call.status(of: Array(text.utf8)) == nil, "\(text)")
        }
    }

    private func server(_ greet: @escaping @Sendable (any NIOCore.Channel) -> Void) async throws -> (
        channel: any NIOCore.Channel, port: Int
    ) {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { greet(channel) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return (channel, try #require(channel.localAddress?.port))
    }
}
