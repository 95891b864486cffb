import City
import NIOCore
import Web

extension AppExchange: AnswerReader {
    /// The upstream is read no faster than the client takes.
    var wantsAnswer: Bool { client.isWritable }

    func answerArrived() {
        // A head that drips in does not lengthen the app's time to it (S-9).
        if !isAwaited { movedAt = client.loop.now }
        do throws(RequestRefusal) {
            while case .awaited(let interims) = answer {
                guard try readHead(interims: interims) else { return }
            }
            switch answer {
            case .body(let reader, let framing): try passBody(reader, framing)
            case .tunnel: passTunnel()
            case .awaited, .done: break
            }
        } catch {
            fail(.broken)
        }
    }

    private var isAwaited: Bool {
        if case .awaited = answer { true } else { false }
    }

    func answerSettled() { client.flush() }

    /// Reads one head; false where more bytes are needed or the exchange is over.
    private func readHead(interims: Int) throws(RequestRefusal) -> Bool {
        guard let upstream, case .complete(let length) = try scanner.scan(upstream.inbox) else { return false }
        let head = try AnswerHead(upstream.inbox.readBytes(length: length) ?? [], toHead: arrival.head.isMethod("HEAD"))
        scanner = HeadScanner(limits: AnswerHead.limits)
        if head.status == 101 {
            try beginTunnel(head)
        } else if head.status < 200 {
            guard interims < 8 else { throw .line }
            answer = .awaited(interims: interims + 1)
            movedAt = client.loop.now
            if head.status == 100 { passContinue() }
        } else {
            begin(head, upstream)
        }
        return self.upstream != nil
    }

    /// Only who waits for `100` gets it (RFC 9110 §10.1.1); other interim answers end here.
    private func passContinue() {
        guard arrival.head.first(.expect) != nil, arrival.head.version == .http11, !hasWholeBody else { return }
        client.writeContinue()
    }

    private func begin(_ head: AnswerHead, _ upstream: UpstreamLink) {
        if head.signsInConnection {
            client.loop.pool.noteSignIn(app.upstream)
            guard !client.isShared else { return giveUp(upstream) }
            isPinned = true
        }
        if !head.keepsAlive || head.statesNeedlessBody || upgrade != nil { isDoubtful = true }
        if explains(head) { return explain(head.status, upstream) }
        if isEventStream(head) { markStream() }
        let framing = clientFraming(head)
        let reader = BodyReader(head.framing)
        client.write(ClientHead(head, framing: framing, origins: origins(for: head)), isWhole: reader.isComplete)
        if reader.isComplete {
            finish(keepingUpstream: true, closing: framing.closes)
        } else {
            answer = .body(reader, framing)
        }
    }

    /// Whether a person is to see our page around the app's bare no.
    private func explains(_ head: AnswerHead) -> Bool {
        app.traffic.explain && BareAnswer.isBare(head) && !arrival.head.isMethod("HEAD")
            && FetchContext(arrival.head, port: arrival.connection.port).isNavigation
    }

    private func clientFraming(_ head: AnswerHead) -> ClientFraming {
        let isBare = client.framesContent || arrival.head.version == .http10
        var framing = ClientFraming()
        framing.bare = isBare && head.framing == .chunked
        framing.chunks = !isBare && head.framing == .untilClose
        framing.closes = !arrival.head.keepsAlive || !hasWholeBody || client.loop.isClosing || upgrade != nil
        return framing
    }

    private func isEventStream(_ head: AnswerHead) -> Bool {
        head.fields.contains {
            head.bytes.spells("content-type", in: $0.name)
                && head.bytes.spells("text/event-stream", in: $0.value.prefix(17))
        }
    }

    private func passBody(_ reader: BodyReader, _ framing: ClientFraming) throws(RequestRefusal) {
        guard let upstream else { return }
        var reader = reader
        if framing.bare {
            while let content = try reader.takeContent(&upstream.inbox) { client.write(content) }
            if let trailers = reader.trailers, client.framesContent { try client.writeTrailers(trailers) }
        } else {
            let taken = try reader.takeRaw(&upstream.inbox)
            if let bytes = taken.bytes { write(bytes, framing) }
            if let trailers = taken.trailers { try client.writeTrailers(trailers) }
        }
        answer = .body(reader, framing)
        if reader.isComplete { finish(keepingUpstream: true, closing: framing.closes) }
    }

    private func write(_ bytes: ByteBuffer, _ framing: ClientFraming) {
        guard framing.chunks else { return client.write(bytes) }
        client.write(ByteBuffer(string: String(bytes.readableBytes, radix: 16) + "\r\n"))
        client.write(bytes)
        client.write(ByteBuffer(staticString: "\r\n"))
    }

    private func beginTunnel(_ head: AnswerHead) throws(RequestRefusal) {
        guard let upgrade, head.lists(.connection, "upgrade"), head.changes(to: upgrade.name) else {
            throw .upgrade
        }
        let answer = ClientHead(head, framing: ClientFraming(), origins: origins(for: head), upgrade: upgrade.name)
        client.write(answer, isWhole: false)
        isDoubtful = true
        self.answer = .tunnel
        bodyArrived()
        bodySettled()
        client.read()
    }

    private func passTunnel() {
        guard let upstream, upstream.inbox.readableBytes > 0 else { return }
        let bytes = upstream.inbox
        upstream.inbox = ByteBuffer()
        client.write(bytes)
    }

    /// Empty where the answer names no place, which is the everyday case.
    private func origins(for head: AnswerHead) -> OriginMap {
        guard head.fields.contains(where: { $0.meaning == .location || $0.meaning == .contentLocation }) else {
            return .none
        }
        var own = [app.upstream.origin]
        if let host = app.upstream.hostHeader { own += ["http://\(host)", "https://\(host)"] }
        if let field = arrival.head.first(.host) { own.append("http://\(arrival.head.text(field.value))") }
        return OriginMap(own: own, app: arrival.origin)
    }

    func upstreamEnded(_ end: SocketEnd) {
        guard let link = upstream else { return }
        switch answer {
        case .awaited where end == .untrusted: fail(.untrusted)
        case .awaited: retryOrFail(link)
        case .body(let reader, let framing) where reader.endsByClosing && end == .closed:
            if framing.chunks { client.write(ByteBuffer(staticString: "0\r\n\r\n")) }
            upstream = nil
            finish(keepingUpstream: false, closing: framing.closes || !framing.chunks)
        case .body:
            client.flush()
            client.abort()
        case .tunnel: client.endTunnel()
        case .done: break
        }
    }
}
