import HTTPTypes
package import Hummingbird
import NIOCore
import Web

/// The gate's own few answers where no room can be asked: the request itself could not be read.
package enum OwnAnswer {
    /// A short page in both languages, or a problem for a program; nothing of the request is repeated in it.
    package static func response(to refusal: RequestRefusal, wantsPage: Bool) -> Response {
        var headers = SecurityHeaders.forData
        headers[.contentType] = wantsPage ? "text/plain; charset=utf-8" : "application/problem+json"
        let reference = Reference.random()
        let text = wantsPage ? page(refusal, reference) : problem(refusal, reference)
        return Response(
            status: HTTPResponse.Status(code: refusal.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    private static func page(_ refusal: RequestRefusal, _ reference: Reference) -> String {
        """
        Nomade \(refusal.status) \(refusal.rawValue) \(reference)

        """
    }

    private static func problem(_ refusal: RequestRefusal, _ reference: Reference) -> String {
        """
        {"type":"urn:nomade:\(refusal.rawValue)","status":\(refusal.status),"code":"\(refusal.rawValue)",\
        "title":"\(refusal.rawValue)","detail":"\(refusal.rawValue)","reference":"\(reference)","remedies":[]}
        """
    }
}
