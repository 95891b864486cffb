import City
import Foundation
import Policy

/// The ports that we listen on: free, or ours already.
struct PortChecks {
    let city: City
    let probe: Probe

    func run() async -> [Check] {
        let running = await isRunning()
        var checks: [Check] = []
        for listener in city.listeners {
            let name = "\(listener.place), \(listener.channel.rawValue)"
            checks.append(Self.check(name, listener.place, await probe.listen(listener.place), running: running))
        }
        if let place = city.doors.operation {
            let name = "\(place), operation"
            checks.append(Self.check(name, place, await probe.listen(place), running: running))
        }
        return checks
    }

    private func isRunning() async -> Bool {
        guard let place = city.doors.operation else { return false }
        let call = Call(address: place.address, port: place.port, tls: false, host: "localhost", path: "/livez")
        guard case .answered(200) = await probe.call(call) else { return false }
        return true
    }

    static func check(_ name: String, _ place: SocketPlace, _ error: Int32?, running: Bool) -> Check {
        let find = "ss -ltnp 'sport = :\(place.port)'"
        switch error {
        case nil: return .ok(.ports, name, "free")
        case EADDRINUSE where running: return .ok(.ports, name, "taken, and a nomade answers at its operation address")
        case EADDRINUSE: return .fail(.ports, name, "another program has it", fix: "\(find)  shows which one")
        case EACCES:
            let fix = "in the unit file:  AmbientCapabilities=CAP_NET_BIND_SERVICE"
            return .fail(.ports, name, "ports under 1024 are refused to this user", fix: fix)
        case EADDRNOTAVAIL:
            return .fail(.ports, name, "this machine has no such address", fix: "ip -brief address  shows those it has")
        case let code?:
            return .fail(.ports, name, "it cannot be opened: \(String(cString: strerror(code)))", fix: find)
        }
    }
}
