import City
import NIOCore
import Policy
import SignIn
import Web

/// A permitted request on its way to the app, and the app's answer on its way back; neither body is ever copied or held.
final class AppExchange: Exchange, Startable {
    /// How far the answer is.
    enum Answer {
        case awaited(interims: Int)
        case body(BodyReader, ClientFraming)
        /// Both sides only pass bytes on.
        case tunnel
        case done
    }

    let client: any Client
    let arrival: Arrival
    let app: App
    let live: LiveSession
    let upgrade: Upgrade?
    var upstream: UpstreamLink?
    var answer = Answer.awaited(interims: 0)
    var scanner = HeadScanner(limits: AnswerHead.limits)
    /// The upstream must not carry another request (S-8).
    var isDoubtful = false
    /// The connection to the app is being signed in: it stays with this client (S-8).
    var isPinned: Bool
    /// When something last moved.
    var movedAt: Instant
    private var body: BodyReader
    private var isOver = false
    private(set) var isStream = false
    /// When the request's last byte was sent on.
    private(set) var wholeAt: Instant?

    init(_ client: any Client, arrival: Arrival, app: App, session: LiveSession) {
        self.client = client
        self.arrival = arrival
        self.app = app
        live = session
        upgrade = Upgrade(arrival.head, among: app.traffic.upgrades)
        body = BodyReader(arrival.head.framing)
        movedAt = client.loop.now
        let authorization = arrival.head.first(.authorization)
        isPinned = authorization.map { ConnectionProof.isNamed(arrival.head.bytes, $0.value) } ?? false
    }

    var agent: String? { live.subject.agent }

    /// Whether the request was sent to its last byte.
    var hasWholeBody: Bool { body.isComplete }

    var wantsBody: Bool {
        guard let upstream, upstream.socket.isWritable else { return false }
        if case .tunnel = answer { return true }
        return !body.isComplete
    }

    func start() {
        if isPinned, client.isShared {
            isOver = true
            return client.demandOwnConnection()
        }
        if let pinned = client.pinned, pinned.isOpen, pinned.upstream == app.upstream {
            client.pinned = nil
            isPinned = true
            return send(over: pinned)
        }
        guard !isPinned, upgrade == nil,
            let link = client.loop.pool.take(app.upstream, replayable: isReplayable, now: client.loop.now)
        else { return connect() }
        send(over: link)
    }

    /// Sent a second time it changes nothing, and there is no body that is gone (RFC 9110 §9.2.2).
    private var isReplayable: Bool {
        arrival.head.framing == .none
            && (arrival.head.isSafe || arrival.head.isMethod("PUT") || arrival.head.isMethod("DELETE"))
    }

    /// A body that the app does not read (a GET's, chunks that it does not know, one refused by its head alone) would be
    /// its next request, with any identity that the client wrote into it: nothing follows a body on that connection. An
    /// app that signs in connections needs them kept, and believes the connection rather than a field (S-8).
    private var isLast: Bool {
        guard arrival.head.framing != .none, arrival.head.framing != .length(0) else { return false }
        return !client.loop.pool.signsIn(app.upstream)
    }

    private func connect() {
        client.loop.pool.connect(app.upstream, client.loop.tables.trust) { [weak self] result in
            guard let self, !isOver else {
                if case .success(let link) = result { link.close() }
                return
            }
            switch result {
            case .success(let link): send(over: link)
            case .failure: fail(.down)
            }
        }
    }

    private func send(over link: UpstreamLink) {
        upstream = link
        if isLast { isDoubtful = true }
        link.belong(to: self)
        var buffer = link.socket.buffer(capacity: arrival.head.bytes.count + 512)
        UpstreamHead(arrival.head, cookies: arrival.cookies, statements: statements, upgrade: upgrade?.name)
            .write(into: &buffer)
        link.socket.write(buffer)
        movedAt = client.loop.now
        bodyArrived()
        link.socket.flush()
        link.socket.read()
        client.read()
    }

    private var statements: UpstreamStatements {
        let tables = client.loop.tables
        var statements = UpstreamStatements(
            peer: arrival.connection.peer,
            scheme: "https",
            pseudonym: tables.pseudonym,
            identity: client.loop.identity(of: live, for: app)
        )
        statements.closes = isLast
        if let host = app.upstream.hostHeader {
            statements.host = host
            statements.destinationOrigin = "\(app.upstream.tls ? "https" : "http")://\(host)"
        }
        return statements
    }

    func bodyArrived() {
        guard let upstream, client.inbox.readableBytes > 0 else { return }
        if case .tunnel = answer { return pass(to: upstream) }
        guard !body.isComplete else { return }
        do throws(RequestRefusal) {
            let taken = try body.takeRaw(&client.inbox)
            if let bytes = taken.bytes { upstream.socket.write(bytes) }
            if let trailers = taken.trailers { upstream.socket.write(try Trailers.passing(trailers)) }
            movedAt = client.loop.now
            if body.isComplete { wholeAt = movedAt }
        } catch {
            refuse(error)
        }
    }

    func bodySettled() { upstream?.socket.flush() }

    /// In a tunnel everything passes as it comes.
    private func pass(to upstream: UpstreamLink) {
        let bytes = client.inbox
        client.inbox = ByteBuffer()
        movedAt = client.loop.now
        upstream.socket.write(bytes)
    }

    func clientDrained() {
        movedAt = client.loop.now
        upstream?.socket.read()
    }

    func upstreamDrained() {
        movedAt = client.loop.now
        client.read()
    }

    func clientEnded() {
        isOver = true
        upstream?.close()
        upstream = nil
    }

    func tick(_ now: Instant) {
        let patience = client.loop.settings.patience
        let still = now.seconds - movedAt.seconds
        switch answer {
        case .awaited where upstream != nil && !body.isComplete:
            if still > patience.body { refuse(.tooSlow) }
        case .awaited:
            if still > Int64(app.upstream.timeoutSeconds) { fail(.slow) }
        case .body:
            let limit = client.isWritable ? patience.answer : patience.client
            if still > limit, !isStream { client.abort() }
        case .tunnel, .done: break
        }
    }

    /// Nothing that the app says any more is heard; its connection goes with what it would have said.
    func leaveUpstream() {
        upstream?.close()
        upstream = nil
        isOver = true
    }

    /// The client's body breaks the protocol or comes too slowly.
    private func refuse(_ refusal: RequestRefusal) {
        leaveUpstream()
        guard case .awaited = answer else { return client.abort() }
        client.refuse(refusal)
    }

    /// Our page stands in the place of the app's bare no.
    func explain(_ status: Int, _ link: UpstreamLink) {
        link.close()
        leaveUpstream()
        Reception.explained(self, AppRefusal(status: status, app: app))
    }

    /// No answer can be had: the page says so, unless the answer had begun.
    func fail(_ kind: UpstreamFailure.Kind) {
        leaveUpstream()
        guard case .awaited = answer else {
            // What passed so far is shown, and the cut is seen.
            client.flush()
            return client.abort()
        }
        Reception.failed(self, UpstreamFailure(kind: kind, app: app))
    }

    /// The app wants the connection itself to be signed in, which streams of others share (S-8).
    func giveUp(_ link: UpstreamLink) {
        link.close()
        upstream = nil
        isOver = true
        answer = .done
        client.demandOwnConnection()
    }

    /// A kept connection that the app closed just before the request: sent once more where that changes nothing (S-8).
    func retryOrFail(_ link: UpstreamLink) {
        upstream = nil
        guard link.isUsed, isReplayable, !isPinned, case .awaited(interims: 0) = answer, link.inbox.readableBytes == 0
        else { return fail(.broken) }
        connect()
    }

    /// The answer is written to its last byte.
    func finish(keepingUpstream keeps: Bool, closing: Bool) {
        guard !isOver else { return }
        isOver = true
        answer = .done
        if let upstream {
            let isClean = keeps && !isDoubtful && body.isComplete && upstream.inbox.readableBytes == 0
            if isClean, isPinned {
                upstream.rest(at: client.loop.now)
                client.pinned = upstream
            } else if isClean {
                client.loop.pool.keep(upstream, now: client.loop.now)
            } else {
                upstream.close()
            }
        }
        upstream = nil
        client.finish(keepingAlive: arrival.head.keepsAlive && body.isComplete && !closing)
    }

    /// Marks the answer as one whose pauses mean nothing.
    func markStream() { isStream = true }
}
