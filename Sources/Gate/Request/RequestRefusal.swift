/// Why the gate itself does not take a request; the raw value is the code that people may quote.
package enum RequestRefusal: String, Error, CaseIterable, Sendable {
    case line = "request.line"
    case lineEnd = "request.line-end"
    case method = "request.method"
    case version = "request.version"
    case target = "request.target"
    /// On an app that is decided by path, a path that two readers could read differently (S-2).
    case path = "request.path"
    case targetTooLong = "request.target-too-long"
    case headTooLarge = "request.head-too-large"
    case fieldName = "request.field-name"
    case fieldValue = "request.field-value"
    case underscore = "request.underscore"
    case host = "request.host"
    case framing = "request.framing"
    case pseudoField = "request.pseudo-field"
    case connectionField = "request.connection-field"
    case chunk = "request.chunk"
    case trailers = "request.trailers"
    case bodyTooLarge = "request.body-too-large"
    case tooSlow = "request.too-slow"
    case crowded = "request.crowded"
    case expectation = "request.expectation"
    case misdirected = "request.misdirected"
    case origin = "request.origin"
    case upgrade = "request.upgrade"
    case worker = "request.worker"
    case loop = "request.loop"
    case absent = "request.absent"

    /// The status of the answer, RFC 9110 §15.
    package var status: Int {
        switch self {
        case .method: 405
        case .version: 505
        case .targetTooLong: 414
        case .headTooLarge: 431
        case .bodyTooLarge: 413
        case .tooSlow: 408
        case .expectation: 417
        case .misdirected: 421
        case .origin, .worker, .upgrade: 403
        case .loop: 508
        case .crowded: 429
        case .absent: 404
        default: 400
        }
    }

    /// Whether the connection can carry another request: only where every byte of this one was understood.
    package var keepsConnection: Bool {
        switch self {
        case .origin, .worker, .absent, .upgrade: true
        default: false
        }
    }
}
