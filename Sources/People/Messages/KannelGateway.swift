import AsyncHTTPClient
package import City
import NIOCore
import NIOHTTP1
import Store

/// A gateway that takes messages in the form of Kannel's `sendsms` (Kannel User Guide, "Using the HTTP interface to send SMS
/// messages"). It goes to the configured address alone: TLS verified, no redirect followed, five seconds in all (S-40).
package struct KannelGateway: Sendable {
    private static let seconds: Int64 = 5
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(3), read: .seconds(seconds))
        )
    )

    private let city: @Sendable () -> City

    /// Sends by the gateways of the city file that is published at that moment.
    package init(city: @escaping @Sendable () -> City) { self.city = city }

    /// Asks the gateway to send; `refused` when the city has none for this kind or its password cannot be read.
    @Sendable package func carry(_ message: Message) async -> MessageFate {
        let city = city()
        guard let gateway = city.gateway(for: message.kind), let password = GatewayPassword.read(gateway.passwordFile)
        else {
            return .refused
        }
        let form = Self.form(of: message, by: gateway, password: password, reports: city.messages.reports)
        var request = HTTPClientRequest(url: "\(gateway.url)?\(form)")
        request.headers.add(name: "Accept", value: "text/plain")
        do {
            let response = try await Self.client.execute(request, timeout: .seconds(Self.seconds))
            let body = try await response.body.collect(upTo: 4_096)
            return Self.fate(status: response.status.code, body: Array(body.readableBytesView))
        } catch { return .silent }
    }

    /// 202 with `0: Accepted for delivery` or `3: Queued for later delivery` is a yes, anything else a no.
    static func fate(status: UInt, body: [UInt8]) -> MessageFate {
        guard status == 200 || status == 202, let first = body.first else { return .refused }
        return first == UInt8(ascii: "0") || first == UInt8(ascii: "3") ? .taken : .refused
    }

    /// The query of one message. A text beyond GSM-7 goes as UCS-2; reports are asked of arrival, failure and rejection.
    static func form(of message: Message, by gateway: MessageGateway, password: Secret, reports: String?) -> String {
        let text = String(decoding: message.text.bytes, as: UTF8.self)
        var fields: [(String, [UInt8])] = [
            ("username", Array(gateway.username.utf8)), ("password", password.bytes),
            ("from", Array(gateway.from.utf8)), ("to", Array(message.person.phone.utf8)), ("text", message.text.bytes),
            ("coding", Array((GSM7.length(text) == nil ? "2" : "0").utf8)), ("charset", Array("UTF-8".utf8)),
        ]
        if let reports {
            fields.append(("dlr-mask", Array("19".utf8)))
            fields.append(("dlr-url", Array("\(reports)/messages/\(message.id.text)/report?status=%d".utf8)))
        }
        return fields.map { "\($0)=\(escape($1))" }.joined(separator: "&")
    }

    private static func escape(_ bytes: [UInt8]) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        let escaped = bytes.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: [byte]
            default: [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
