/// What came back.
package enum Answer: Hashable, Sendable {
    /// An HTTP answer with this status.
    case answered(Int)
    /// The connection was taken, and nothing came that reads as HTTP.
    case silent
    /// Nothing listens there.
    case refused
    /// No connection, for this cause.
    case unreachable(String)

    /// Whether somebody took the connection.
    var isReachable: Bool {
        switch self {
        case .answered, .silent: true
        case .refused, .unreachable: false
        }
    }
}
