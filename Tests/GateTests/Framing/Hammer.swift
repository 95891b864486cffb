import Foundation
import Synchronization

/// Two people who hammer one pool of connections to an app, each request with its own mark.
final class Hammer: Sendable {
    /// What one of the hands does.
    enum Hand: Sendable {
        /// Signs its connection in by NTLM at `open.ville.test`, then asks there.
        case signing(person: String)
        /// Asks at `intranet.ville.test`, which signs nobody in.
        case asking(person: String)
        /// Asks at `open.ville.test` without a proof.
        case knocking(person: String)
    }

    private struct Tally {
        var requests = 0
        var crossings: [String] = []
    }

    private let port: Int
    private let end: ContinuousClock.Instant
    private let tally = Mutex(Tally())
    /// Whether the first crossing is enough.
    private let stopsAtCrossing: Bool

    init(port: Int, seconds: Double, stopsAtCrossing: Bool = false) {
        self.port = port
        self.stopsAtCrossing = stopsAtCrossing
        end = ContinuousClock.now + .seconds(seconds)
    }

    var requests: Int { tally.withLock { $0.requests } }
    var crossings: [String] { tally.withLock { $0.crossings } }

    /// Whether somebody who never signed in was answered as somebody who did.
    var hasStranger: Bool { crossings.contains { $0.hasSuffix("of nobody as good") } }

    func strike(_ hands: [Hand]) async {
        await withTaskGroup(of: Void.self) { group in
            for (number, hand) in hands.enumerated() {
                group.addTask { [self] in
                    var turn = 0
                    while ContinuousClock.now < end, !(stopsAtCrossing && hasStranger) {
                        // A connection that ends early is the app's doing or ours; the next one begins anew.
                        try? await oneConnection(hand, number: number, turn: &turn)
                    }
                }
            }
        }
    }

    private func oneConnection(_ hand: Hand, number: Int, turn: inout Int) async throws {
        let wire = try await Wire.open(port: port)
        defer { turn += 1 }
        do {
            if case .signing(let person) = hand { try await signIn(person, wire) }
            for _ in 0..<20 where ContinuousClock.now < end && !wire.isEnded {
                turn += 1
                try await ask(hand, "m\(number)t\(turn)e", wire, turn: turn)
            }
        } catch {}
        await wire.close()
    }

    /// The three messages of NTLM, shortened: what counts is that the connection is signed in, not the request.
    private func signIn(_ person: String, _ wire: Wire) async throws {
        try await wire.send(
            request("GET", "/sign", hand: .signing(person: person), ["Authorization: NTLM TlRMTVNTUAAB"])
        )
        _ = try await wire.answer()
        let proof = "Authorization: NTLM TlRMTVNTUAAD-\(person)"
        try await wire.send(request("GET", "/sign", hand: .signing(person: person), [proof]))
        _ = try await wire.answer()
    }

    private func ask(_ hand: Hand, _ mark: String, _ wire: Wire, turn: Int) async throws {
        let length = turn % 7 * 300 + mark.utf8.count
        let body = String(String(repeating: mark, count: length / mark.utf8.count + 1).prefix(length))
        switch turn % 9 {
        case 0:
            // Gone in the midst of its body.
            try await wire.send(request("POST", "/\(mark)", hand: hand, ["Content-Length: \(length + 10)"]) + body)
            try await Task.sleep(for: .milliseconds(1))
            await wire.close()
            throw Gone()
        case 1, 4:
            try await wire.send(request("POST", "/\(mark)", hand: hand, ["Content-Length: \(length)"]) + body)
        case 2:
            let chunk = "\(String(length, radix: 16))\r\n\(body)\r\n0\r\n\r\n"
            try await wire.send(request("PUT", "/\(mark)", hand: hand, ["Transfer-Encoding: chunked"]) + chunk)
        case 3:
            // Gone in the midst of its answer.
            try await wire.send(request("GET", "/\(mark)", hand: hand, []))
            try await wire.read(through: "\r\n\r\n")
            await wire.close()
            throw Gone()
        default:
            try await wire.send(request("GET", "/\(mark)", hand: hand, []))
        }
        judge(try await wire.answer(), hand, mark)
    }

    private struct Gone: Error {}

    private func judge(_ answer: (head: String, body: String), _ hand: Hand, _ mark: String) {
        let marks = Set(answer.body.matches(of: /m[0-9]+t[0-9]+e/).map { String($0.output) })
        let signed = answer.head.firstMatch(of: /X-Signed: ([a-z]+)/).map { String($0.output.1) } ?? "unsaid"
        let expected =
            switch hand {
            case .signing(let person): person
            case .asking, .knocking: "nobody"
            }
        // The app ended the connection that it had signed in: the person must prove themselves anew.
        let isUnsigned = signed == "nobody" && answer.head.hasPrefix("HTTP/1.1 401 ")
        tally.withLock { tally in
            tally.requests += 1
            let isPage = answer.head.hasPrefix("HTTP/1.1 50")
            if !isPage, marks != [mark] { tally.crossings.append("\(mark) got \(marks.sorted())") }
            if !isPage, !isUnsigned, signed != expected {
                tally.crossings.append("\(mark) of \(expected) as \(signed)")
            }
        }
    }

    private func request(_ method: String, _ target: String, hand: Hand, _ lines: [String]) -> String {
        let (person, host) =
            switch hand {
            case .signing(let person), .knocking(let person): (person, "open.ville.test")
            case .asking(let person): (person, "intranet.ville.test")
            }
        return "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\nCookie: __Host-nomade-app=\(person)\r\n"
            + lines.map { $0 + "\r\n" }.joined() + "\r\n"
    }
}

/// An app one of whose hosts signs in connections, as IIS does by NTLM, while all share its port.
final class SigningApp: Sendable {
    private let signed = Mutex<[Int: String]>([:])
    /// Whether every answer states its length.
    private let isPlain: Bool

    init(isPlain: Bool = false) { self.isPlain = isPlain }

    func acts(_ request: String, _ connection: Int) -> [FakeApp.Act] {
        let head = request.prefix(2000)
        if let proof = head.firstMatch(of: /Authorization: NTLM TlRMTVNTUAAD-([a-z]+)/) {
            signed.withLock { $0[connection] = String(proof.output.1) }
            return [.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nin")]
        }
        let person = signed.withLock { $0[connection] } ?? "nobody"
        let mark = head.firstMatch(of: /m[0-9]+t[0-9]+e/).map { String($0.output) } ?? "unmarked"
        let isClosed = head.contains("open.ville.test") && person == "nobody"
        let proof = isClosed ? "WWW-Authenticate: NTLM TlRMTVNTUAAC\r\n" : ""
        let status = isClosed ? "401 Unauthorized" : "200 OK"
        return answer(
            "HTTP/1.1 \(status)\r\n\(proof)X-Signed: \(person)\r\n",
            mark,
            turn: mark.utf8.reduce(0) { $0 + Int($1) }
        )
    }

    private func answer(_ head: String, _ mark: String, turn: Int) -> [FakeApp.Act] {
        let body = String(repeating: mark + " ", count: turn % 40 + 1)
        let size = String(body.utf8.count, radix: 16)
        switch isPlain ? 5 : turn % 6 {
        case 0: return [.send(head + "Transfer-Encoding: chunked\r\n\r\n\(size)\r\n\(body)\r\n0\r\n\r\n")]
        case 1: return [.send(head + "Connection: close\r\n\r\n" + body), .close]
        case 2:
            let half = body.utf8.count / 2
            return [
                .send(head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body.prefix(half)), .pause(milliseconds: 1),
                .send(String(body.dropFirst(half))),
            ]
        default: return [.send(head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)]
        }
    }
}
