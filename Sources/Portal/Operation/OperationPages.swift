import HTTPTypes
package import Hummingbird
import NIOCore

/// `/livez`, `/readyz` and `/metrics`, for the machine that watches over us; never on a public listener (S-36).
package struct OperationPages: Sendable {
    /// What is not ready, in words; empty when all is.
    private let notReady: @Sendable () async -> [String]
    private let gauges: @Sendable () async -> [Gauge]

    /// A page set that asks these two questions anew at each request.
    package init(notReady: @escaping @Sendable () async -> [String], gauges: @escaping @Sendable () async -> [Gauge]) {
        self.notReady = notReady
        self.gauges = gauges
    }

    /// The routes.
    package func add(to router: Router<BasicRequestContext>) {
        router.get("/livez") { _, _ in Response.plain("alive\n") }
        router.get("/readyz") { _, _ in
            let missing = await notReady()
            guard !missing.isEmpty else { return Response.plain("ready\n") }
            return Response.plain(missing.joined(separator: "\n") + "\n", status: .serviceUnavailable)
        }
        router.get("/metrics") { _, _ in
            Response.plain(await gauges().map(\.line).joined(), type: "text/plain; version=0.0.4")
        }
    }
}

/// One number of `/metrics`, in Prometheus' text form.
package struct Gauge: Sendable {
    /// How the number moves, in Prometheus' words.
    package enum Kind: String, Sendable {
        case gauge
        /// It only grows, from the start of the program on.
        case counter
    }

    let name: String
    let help: String
    let kind: Kind
    let value: Int64

    /// A number with the words that explain it; the name carries its unit last, a counter's then `_total`.
    package init(name: String, help: String, kind: Kind = .gauge, value: Int64) {
        self.name = name
        self.help = help
        self.kind = kind
        self.value = value
    }

    fileprivate var line: String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n\(name) \(value)\n"
    }
}

extension Response {
    fileprivate static func plain(
        _ text: String,
        status: HTTPResponse.Status = .ok,
        type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
