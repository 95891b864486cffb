import City
import Policy
import Web

/// Where a client came in: its listener and peer, which are all that a connection may say of a request (S-3, S-5).
final class Door {
    let listener: Listener
    /// The address at the other end of the socket.
    let peer: IPAddress
    /// The port that the listener is bound to.
    let port: Int
    /// The certificate that this connection was shown; nil without TLS.
    let certificate: GateCertificate?
    /// Whether its address has too many connections already: a request is told so, and the connection ends.
    let isSurplus: Bool
    /// The name that the handshake asked for (RFC 6066 §3), in lower case; nil where it asked for none.
    var serverName: String?
    /// Whether the peer is the named proxy, which says who its client is.
    private let isProxied: Bool
    /// What was last found, for the requests that follow on the same socket.
    private var known: Known?

    init(listener: Listener, peer: IPAddress, port: Int, certificate: GateCertificate? = nil, isSurplus: Bool = false) {
        self.listener = listener
        isProxied = listener.trusts(peer)
        self.peer = peer
        self.port = port
        self.certificate = certificate
        self.isSurplus = isSurplus
    }

    /// One judged head, with its client and the hour.
    func arrival(of head: RequestHead, _ loop: GateLoop) throws(RequestRefusal) -> Arrival {
        guard !isSurplus else { throw .crowded }
        return Arrival(
            head: head,
            cookies: CookieHeader(head),
            connection: try known(of: head, loop.tables),
            time: loop.localTime()
        )
    }

    /// What holds for each request of one client to one authority, while the city stays.
    private struct Known {
        let tables: GateTables
        let authority: Authority
        let client: IPAddress
        let connection: ClientConnection
    }

    /// Asked once for all such requests; behind a proxy each one says anew who its client is.
    private func known(of head: RequestHead, _ tables: GateTables) throws(RequestRefusal) -> ClientConnection {
        let client = try client(of: head)
        if let known, known.tables === tables, known.client == client, known.authority == head.authority {
            return known.connection
        }
        let connection = try connection(of: head, from: client, tables)
        known = Known(tables: tables, authority: head.authority, client: client, connection: connection)
        return connection
    }

    /// What a client's requests to one authority have in common; throws where they may not come in here (S-3).
    private func connection(
        of head: RequestHead,
        from client: IPAddress,
        _ tables: GateTables
    ) throws(RequestRefusal) -> ClientConnection {
        let city = tables.city
        guard listener.plain || isCovered(head.authority.host) else { throw .misdirected }
        let port = head.authority.port ?? 443
        guard port == self.port || port == city.portal.port else { throw .misdirected }
        return ClientConnection(
            channel: city.channel(ofListener: listener, peer: client),
            peer: client.description,
            port: port
        )
    }

    /// The certificate that was shown speaks for the request's host and for the name of the handshake, or they do not
    /// belong together (S-3).
    private func isCovered(_ host: String) -> Bool {
        guard let certificate else { return false }
        return certificate.covers(host) && serverName.map(certificate.covers) ?? true
    }

    /// The last address that the named proxy added to `X-Forwarded-For`, nobody else's word (S-5); without a proxy, the
    /// socket's own.
    private func client(of head: RequestHead) throws(RequestRefusal) -> IPAddress {
        guard isProxied else { return peer }
        if let scheme = named("x-forwarded-proto", in: head), scheme != "https" { throw .misdirected }
        guard let chain = named("x-forwarded-for", in: head) else { return peer }
        let last = chain.utf8.split(separator: Octet.comma).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
        let bytes = Array(last.utf8)
        guard let address = IPAddress(bytes.text(bytes.trimmed(0..<bytes.count))) else { throw .fieldValue }
        return address
    }

    /// The last field of a name.
    private func named(_ name: StaticString, in head: RequestHead) -> String? {
        head.fields.last { head.bytes.spells(name, in: $0.name) }.map { head.text($0.value) }
    }
}
