import NIOCore
import Policy
import SignIn

/// One request under way on a client's connection: an app's, or a room's.
protocol Exchange: AnyObject {
    /// Whose it is; nil for pages of ours.
    var agent: String? { get }
    /// Why it may not go on, judged anew; nil while it may (S-10, S-16).
    func closing(at now: LocalTime) -> Closing?
    /// Gives the no itself in the place of an answer that had not begun; false where only breaking off is left.
    func turnAway(at now: LocalTime) -> Bool
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

extension Exchange {
    /// The same for these people's exchanges alone, for everybody's for nil.
    func closing(of agents: Set<String>?, at now: LocalTime) -> Closing? {
        guard let agent, agents?.contains(agent) ?? true else { return nil }
        return closing(at: now)
    }
}
