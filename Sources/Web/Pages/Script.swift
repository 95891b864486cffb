import Crypto
import Foundation
package import Hummingbird
import NIOCore

/// The scripts, each under a path that changes with its bytes. They only add comfort: without them every page is whole
/// (promise 10).
package enum Script: CaseIterable, Sendable {
    /// Shows a password, on pages that ask for one.
    case show
    /// Compares clocks and tries a WebSocket, on `/ready`.
    case ready

    /// The most bytes that all scripts together may have.
    package static let byteLimit = 12 * 1024

    /// What a browser runs.
    package var bytes: [UInt8] {
        switch self {
        case .show: PackageResources.show_js
        case .ready: PackageResources.ready_js
        }
    }

    /// `/assets/show.0a1b2c3d4e5f6071.js`
    package var path: String { "/assets/\(self).\(digest).js" }

    /// Whether it asks the portal something of its own accord.
    var calls: Bool { self == .ready }

    /// The script, kept a year: another one has another path.
    package func response() -> Response {
        var headers = SecurityHeaders.forData
        headers[.contentType] = "text/javascript; charset=utf-8"
        headers[.cacheControl] = "public, max-age=31536000, immutable"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private var digest: String {
        SHA256.hash(data: Data(bytes)).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension Page {
    /// The script of the page: its own, else the one for passwords where one is asked.
    var runs: Script? { script ?? (asksPassword ? .show : nil) }

    private var asksPassword: Bool {
        values.values.contains { if case .field(let field) = $0 { field.type == "password" } else { false } }
    }
}
