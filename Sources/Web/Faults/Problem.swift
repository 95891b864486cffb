import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore

/// The twin of a page for programs: `application/problem+json` (RFC 9457).
package struct Problem: Sendable, Encodable {
    /// What the program's person can do.
    package struct Remedy: Sendable, Encodable {
        package let code: String
        package let text: String
        package let url: String?
        package let contact: String?

        package init(code: String, text: String, url: String? = nil, contact: String? = nil) {
            self.code = code
            self.text = text
            self.url = url
            self.contact = contact
        }
    }

    package let type: String
    package let title: String
    package let status: Int
    package let detail: String
    package let code: String
    package let reference: String
    package let remedies: [Remedy]

    package init(
        code: String,
        status: Int,
        title: String,
        detail: String,
        reference: Reference,
        remedies: [Remedy] = []
    ) {
        self.type = "urn:nomade:\(code)"
        self.status = status
        self.title = title
        self.detail = detail
        self.code = code
        self.reference = reference.description
        self.remedies = remedies
    }

    /// The answer; a 401 carries `WWW-Authenticate: Nomade`.
    package func response() -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = (try? encoder.encode(self)).map(Array.init) ?? Array("{}".utf8)
        var headers = SecurityHeaders.forData
        headers[.contentType] = "application/problem+json"
        headers[.contentLanguage] = nil
        if status == 401 { headers[.wwwAuthenticate] = "Nomade" }
        return Response(
            status: HTTPResponse.Status(code: status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
