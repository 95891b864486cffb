import City
import NIOCore
import Policy

/// Whoever reads an upstream's answer.
protocol AnswerReader: AnyObject {
    var wantsAnswer: Bool { get }
    /// The link's inbox holds bytes.
    func answerArrived()
    func answerSettled()
    /// The upstream takes bytes again.
    func upstreamDrained()
    func upstreamEnded(_ end: SocketEnd)
}

/// One connection to an app: in use by one exchange, or idle in its loop's pool, never both (S-8).
final class UpstreamLink: SocketOwner {
    let socket: Socket
    let upstream: Upstream
    var inbox = ByteBuffer()
    /// Whether it has carried an exchange before.
    private(set) var isUsed = false
    private(set) var idleSince = Instant(seconds: 0)
    private(set) var isOpen = true
    private var reader: (any AnswerReader)?
    private let pool: UpstreamPool

    init(socket: Socket, upstream: Upstream, pool: UpstreamPool) {
        self.socket = socket
        self.upstream = upstream
        self.pool = pool
    }

    /// Gives the link to an exchange.
    func belong(to reader: any AnswerReader) { self.reader = reader }

    /// Takes the link from its exchange, which has read everything.
    func rest(at now: Instant) {
        reader = nil
        isUsed = true
        idleSince = now
        socket.read()
    }

    /// Ends the link; nobody hears of it any more.
    func close() {
        reader = nil
        isOpen = false
        socket.close()
    }

    /// While idle it reads, so that an end or a stray byte is seen at once.
    var wantsBytes: Bool { reader?.wantsAnswer ?? true }

    func received(_ bytes: ByteBuffer) {
        guard let reader else { return close() }
        inbox.append(bytes)
        reader.answerArrived()
    }

    func settled() { reader?.answerSettled() }

    func drained() { reader?.upstreamDrained() }

    func ended(_ end: SocketEnd) {
        isOpen = false
        pool.forget(self)
        let reader = reader
        self.reader = nil
        reader?.upstreamEnded(end)
    }
}

extension ByteBuffer {
    /// Adds bytes behind; where nothing was left they become the buffer without being copied.
    mutating func append(_ bytes: ByteBuffer) {
        if readableBytes == 0 {
            self = bytes
        } else {
            writeImmutableBuffer(bytes)
        }
    }
}
