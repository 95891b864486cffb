import City
import Synchronization

/// How many connections each address has open, over all loops (S-9); with IPv6 each network of 64 bits, which one home
/// has whole (RFC 6177).
final class PeerBook: Sendable {
    private let counts = Mutex<[IPAddress: Int]>([:])

    /// One connection more; returns how many there are now.
    func enter(_ peer: IPAddress) -> Int {
        let peer = peer.subscriber
        return counts.withLock { counts in
            let count = counts[peer, default: 0] + 1
            counts[peer] = count
            return count
        }
    }

    func leave(_ peer: IPAddress) {
        let peer = peer.subscriber
        counts.withLock { counts in
            let count = counts[peer, default: 1] - 1
            counts[peer] = count > 0 ? count : nil
        }
    }
}
