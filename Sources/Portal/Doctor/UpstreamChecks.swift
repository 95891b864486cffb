import City
import Policy

/// The apps behind the gate: they answer, and through the gate alone (S-44).
struct UpstreamChecks {
    let city: City
    let probe: Probe

    func run() async -> [Check] {
        await withTaskGroup(of: (Int, [Check]).self) { group in
            for (place, app) in city.apps.enumerated() { group.addTask { (place, await checks(of: app)) } }
            var found: [(Int, [Check])] = []
            for await checks in group { found.append(checks) }
            return found.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    private func checks(of app: App) async -> [Check] {
        let name = "app \(app.key), \(app.upstream.origin)"
        guard let address = await address(of: app.upstream) else {
            let cause = "the name \(app.upstream.host) is not known here"
            return [
                .fail(
                    .upstreams,
                    name,
                    cause,
                    fix: "getent hosts \(app.upstream.host)  or give an address in upstream:"
                )
            ]
        }
        guard !isOurs(address, app.upstream.port) else {
            let fix = "set upstream: of \(app.key) to the app's own address"
            return [.fail(.upstreams, name, "the upstream is one of our own listeners: a loop", fix: fix)]
        }
        let answer = await probe.call(call(app, address))
        let front = Self.check(name, app, answer)
        guard answer.isReachable else { return [front] }
        return [front, await backDoor(of: app, at: address)]
    }

    /// The apps' clocks beside ours: two that agree against us are right, one alone may be wrong itself.
    func clocks(now: Instant) async -> [Check] {
        let began = ContinuousClock.now
        var ahead: [Int64] = []
        for app in city.apps.prefix(8) {
            guard let address = await address(of: app.upstream), let reply = await probe.reply(call(app, address)),
                let date = reply.date
            else { continue }
            ahead.append(date.seconds(since: now.adding(seconds: began.duration(to: .now).components.seconds)))
        }
        return [ClockChecks.check(ahead: ahead.sorted())]
    }

    static func check(_ name: String, _ app: App, _ answer: Answer) -> Check {
        let fix = "curl -v -H 'Host: \(app.upstream.hostHeader ?? app.host)' \(app.upstream.origin)/"
        return switch answer {
        case .answered(let status) where status < 500: .ok(.upstreams, name, "answers (\(status))")
        case .answered(let status):
            .warn(.upstreams, name, "answers, but with a fault of its own (\(status))", fix: fix)
        case .silent: .warn(.upstreams, name, "takes the connection, but gives no HTTP answer in time", fix: fix)
        case .refused:
            .fail(.upstreams, name, "nothing listens there", fix: "start the app, or mend upstream: of \(app.key)")
        case .unreachable(let cause): .fail(.upstreams, name, cause, fix: fix)
        }
    }

    /// Who reaches the app beside the gate can say that they are anybody, by writing `Remote-User` themselves.
    private func backDoor(of app: App, at address: IPAddress) async -> Check {
        let name = "app \(app.key), the way past the gate"
        var open: [IPAddress] = []
        for back in address.isLoopback ? probe.ownAddresses().sorted(by: { "\($0)" < "\($1)" }) : [address] {
            if await probe.call(call(app, back)).isReachable { open.append(back) }
        }
        guard let way = open.first else { return .ok(.upstreams, name, "only this machine reaches it") }
        let port = app.upstream.port
        let fix =
            address.isLoopback
            ? "bind the app to 127.0.0.1 alone, or close port \(port) to others than this machine in the firewall"
            : "on \(way): let port \(port) in from this machine alone, or ask for a client certificate"
        guard await believes(app, way) else {
            let cause =
                "\(way) port \(port) is no loopback address: whoever reaches it can name themselves in Remote-User"
            return .warn(.upstreams, name, cause, fix: fix)
        }
        let cause = "at \(way) port \(port) the app greeted us by the name that we wrote into Remote-User ourselves"
        return .fail(.upstreams, name, cause, fix: fix)
    }

    /// Whether the app shows a name that nobody but the caller vouches for.
    private func believes(_ app: App, _ way: IPAddress) async -> Bool {
        let name = "nomade-doctor-\(UInt32.random(in: 0 ... .max))"
        var call = call(app, way)
        call.fields = ["Remote-User: \(name)", "Remote-Name: \(name)"]
        return await probe.reply(call)?.body.contains(name) ?? false
    }

    private func address(of upstream: Upstream) async -> IPAddress? {
        await probe.address(upstream.host)
    }

    private func isOurs(_ address: IPAddress, _ port: Int) -> Bool {
        let own = probe.ownAddresses()
        return city.listeners.contains { listener in
            guard listener.place.port == port else { return false }
            let everywhere = listener.place.address == IPAddress("0.0.0.0") || listener.place.address == IPAddress("::")
            return listener.place.address == address || everywhere && (address.isLoopback || own.contains(address))
        }
    }

    private func call(_ app: App, _ address: IPAddress) -> Call {
        Call(
            address: address,
            port: app.upstream.port,
            tls: app.upstream.tls,
            host: app.upstream.hostHeader ?? app.host,
            path: "/",
            proof: proof(app.upstream)
        )
    }

    /// The name that the gate itself asks for: the upstream's, never the one that browsers know.
    private func proof(_ upstream: Upstream) -> UpstreamTrust {
        let name = upstream.trust.name ?? (IPAddress(upstream.host) == nil ? upstream.host : nil)
        return UpstreamTrust(authority: upstream.trust.authority, certificate: upstream.trust.certificate, name: name)
    }
}
