import Crypto
import Foundation
package import Hummingbird
import NIOCore

/// The one script, of the pages that ask for a password, under a path that changes with its bytes. It only adds comfort:
/// without it the page is whole (promise 10).
package struct Script: Sendable {
    /// The most bytes that all scripts together may have.
    package static let byteLimit = 12 * 1024
    package static let bytes = PackageResources.show_js
    /// `/assets/show.0a1b2c3d4e5f6071.js`
    package static let path = "/assets/show.\(digest).js"

    /// The script, kept a year: another one has another path.
    package static func response() -> Response {
        var headers = SecurityHeaders.forData
        headers[.contentType] = "text/javascript; charset=utf-8"
        headers[.cacheControl] = "public, max-age=31536000, immutable"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static var digest: String {
        SHA256.hash(data: Data(bytes)).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension Page {
    /// Whether a password is asked for.
    var asksPassword: Bool {
        values.values.contains { if case .field(let field) = $0 { field.type == "password" } else { false } }
    }
}
