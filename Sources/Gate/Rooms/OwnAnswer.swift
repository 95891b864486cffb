import HTTPTypes
package import Hummingbird
import NIOCore
import Web

/// The gate's own few answers where no room can be asked: the request itself could not be read.
package enum OwnAnswer {
    /// A short page in both languages, or a problem for a program; nothing of the request is repeated in it.
    package static func response(to refusal: RequestRefusal, wantsPage: Bool) -> Response {
        let reference = Reference.random()
        guard wantsPage else { return problem(refusal, reference).response() }
        var headers = SecurityHeaders.forData
        headers[.contentType] = "text/html; charset=utf-8"
        return Response(
            status: HTTPResponse.Status(code: refusal.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: page(refusal, reference)))
        )
    }

    /// Plain HTML without style: it must render when nothing else can be had (X-40).
    private static func page(_ refusal: RequestRefusal, _ reference: Reference) -> String {
        let title = GateWords.texts(refusal.rawValue, in: .fr)
        return """
            <!DOCTYPE html>
            <html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>\(title)</title></head><body><main>
            <h1>\(title)</h1>
            \(sentences(refusal, .fr))
            <div lang="en"><h2>\(GateWords.texts(refusal.rawValue, in: .en))</h2>
            \(sentences(refusal, .en))</div>
            <p>\(refusal.status) · <code>\(refusal.rawValue)</code> · <code>\(reference)</code></p>
            </main></body></html>

            """
    }

    private static func sentences(_ refusal: RequestRefusal, _ language: Language) -> String {
        ["why", "now"].map { "<p>\(GateWords.texts("\(refusal.rawValue).\($0)", in: language))</p>" }.joined(
            separator: "\n"
        )
    }

    private static func problem(_ refusal: RequestRefusal, _ reference: Reference) -> Problem {
        let detail = ["why", "now"].map { GateWords.texts("\(refusal.rawValue).\($0)", in: .en) }.joined(separator: " ")
        return Problem(
            code: refusal.rawValue,
            status: refusal.status,
            title: GateWords.texts(refusal.rawValue, in: .en),
            detail: detail,
            reference: reference
        )
    }
}
