import HTTPTypes
import Hummingbird
import Web

/// A browser's question before a request of another origin (Fetch §4.8, CORS preflight). It bears no cookie, so no person can
/// be judged by it: the gate answers it itself for the origins that the city lists, and no app ever hears it (S-42).
package struct Preflight: Hashable, Sendable {
    private let origin: String
    private let method: String
    private let fields: String?

    /// Nil where the request asks for no leave; its origin was found among those listed.
    init?(_ head: RequestHead) {
        guard head.isMethod("OPTIONS"), let origin = head.first(.origin),
            let method = Preflight.value("access-control-request-method", of: head)
        else { return nil }
        self.origin = head.text(origin.value)
        self.method = method
        fields = Preflight.value("access-control-request-headers", of: head)
    }

    /// Leave to ask, with cookies; what the app says to the request itself is the app's own.
    var answer: Response {
        var headers = HTTPFields()
        headers[.accessControlAllowOrigin] = origin
        headers[.accessControlAllowCredentials] = "true"
        headers[.accessControlAllowMethods] = method
        headers[.accessControlAllowHeaders] = fields
        headers[.accessControlMaxAge] = "600"
        headers[.vary] = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
        headers[.cacheControl] = "no-store"
        return Response(status: .noContent, headers: headers)
    }

    /// The one value of a field, where it is a list of tokens.
    private static func value(_ name: String, of head: RequestHead) -> String? {
        let spelling = Array(name.utf8)
        let found = head.fields.filter { head.bytes.spells(spelling, in: $0.name) }
        guard found.count == 1, let field = found.first, !field.value.isEmpty,
            head.bytes[field.value].allSatisfy({ Octet.isToken($0) || $0 == Octet.comma || $0 == Octet.space })
        else { return nil }
        return head.text(field.value)
    }
}
