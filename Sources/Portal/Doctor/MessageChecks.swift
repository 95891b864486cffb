import City
import Foundation
import People
import Policy

/// The gateways by which codes leave: each has its password, and something answers there. Nothing is sent.
struct MessageChecks {
    let city: City
    let probe: Probe

    func run() async -> [Check] {
        let gateways = [("sms", city.messages.sms), ("voice", city.messages.voice)]
        var found: [Check] = []
        for (name, gateway) in gateways {
            guard let gateway else { continue }
            found.append(await check("messages: \(name), \(gateway.url)", gateway))
        }
        return found
    }

    private func check(_ name: String, _ gateway: MessageGateway) async -> Check {
        guard GatewayPassword.read(gateway.passwordFile) != nil else {
            let cause = "its password cannot be read from \(gateway.passwordFile): no message leaves"
            return .fail(.messages, name, cause, fix: "write it into \(gateway.passwordFile), readable by Nomade alone")
        }
        let fix = "curl -v '\(gateway.url)'"
        guard let call = await call(gateway) else {
            return .fail(.messages, name, "its name is not known here", fix: fix)
        }
        return switch await probe.call(call) {
        case .answered(let status) where status < 500: .ok(.messages, name, "answers (\(status))")
        case .answered(let status): .fail(.messages, name, "answers with a fault of its own (\(status))", fix: fix)
        case .silent: .fail(.messages, name, "takes the connection, but gives no HTTP answer in time", fix: fix)
        case .refused: .fail(.messages, name, "nothing listens there", fix: fix)
        case .unreachable(let cause): .fail(.messages, name, cause, fix: fix)
        }
    }

    /// A question without a name, a password or a message: a gateway says no to it, and that is an answer.
    private func call(_ gateway: MessageGateway) async -> Call? {
        guard let url = URLComponents(string: gateway.url), let host = url.host else { return nil }
        let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        let tls = url.scheme == "https"
        guard let address = await probe.address(bare) else { return nil }
        let port = url.port ?? (tls ? 443 : 80)
        return Call(address: address, port: port, tls: tls, host: bare, path: url.path.isEmpty ? "/" : url.path)
    }
}
