import NIOCore
import Policy
import SignIn

/// One request under way on a client's connection: an app's, or a room's.
protocol Exchange: AnyObject {
    /// The session on which it depends: when that ends, so does this.
    var session: LiveSession.ID? { get }
    /// Whether bytes of the request's body may come now.
    var wantsBody: Bool { get }
    /// The client's inbox holds bytes.
    func bodyArrived()
    /// All that the client's socket had was delivered.
    func bodySettled()
    /// The client's socket takes bytes again.
    func clientDrained()
    func clientEnded()
    /// Some twice a second.
    func tick(_ now: Instant)
}
