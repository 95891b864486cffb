import City
import HTTPTypes
import Hummingbird
import Logging
import People
import Policy
import Store

/// `GET /messages/{id}/report?status=…`: where gateways tell what became of a message (Kannel's `dlr-url`), on the operation
/// listener alone. A gateway knows no other method; the 128 bits of the name are the right to write this one row.
struct ReportPages: Sendable {
    let database: any Database
    let now: @Sendable () -> Instant
    let logger: Logger

    func add(to router: Router<BasicRequestContext>) {
        router.get("/messages/{id}/report") { request, context in
            guard let id = context.parameters.get("id").flatMap({ MessageID($0) }),
                let status = request.uri.queryParameters["status"].flatMap({ Int($0) })
            else { return Response(status: .badRequest) }
            guard let fate = MessageFate(report: status) else { return Response(status: .noContent) }
            let now = now()
            let isKnown = try await database.write { try MessageStore.note(fate, of: id, at: now, in: $0) }
            logger.info("a message was reported", metadata: ["message": "\(id.text)", "fate": "\(fate.rawValue)"])
            return Response(status: isKnown ? .noContent : .notFound)
        }
    }
}
