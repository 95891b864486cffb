import Synchronization

/// Runs hostile requests against one upstream and holds what it saw against the oracle.
final class CorpusRun: Sendable {
    let kind: ForeignServer.Kind
    let requests: [HostileRequest]
    private let answers = Mutex<[String: HostileClient.Answers]>([:])
    private let strays = Mutex<[String]>([])

    init(_ kind: ForeignServer.Kind, _ requests: [HostileRequest]) {
        self.kind = kind
        self.requests = requests
    }

    /// Sends everything to a port, some at once, and after each one a request of another person.
    func send(to port: Int, at once: Int = 6, seconds: Double = 5, inFrames: Bool = false) async throws {
        let client = HostileClient(port: port, tls: inFrames ? "intranet.ville.test" : nil)
        let frames = FrameClient(port: port)
        let turn = Turn(requests.count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<once {
                group.addTask { [self] in
                    while let place = turn.next() {
                        let request = requests[place]
                        let patience = request.method.isEmpty ? 1 : seconds
                        let answer = try await inFrames ? frames.send(request) : client.send(request, seconds: patience)
                        answers.withLock { $0[request.mark] = answer }
                        let other = "s" + request.mark.dropFirst()
                        if let stray = try await client.sendOther(other) {
                            strays.withLock { $0.append("after \(request.mark): \(stray)") }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// All complaints, by family; `log` is the server's, `recorded` what the recording app heard.
    func complaints(log: [String], recorded: [String]) -> [String: [String]] {
        let isPython = kind == .python
        let sightings = isPython ? log.compactMap(Sighting.init(line:)) : recorded.compactMap(Sighting.init(text:))
        var seen: [String: [Sighting]] = [:]
        var complaints: [String: [String]] = ["strays": strays.withLock { $0 }]
        for sighting in sightings {
            if let mark = sighting.mark {
                seen[mark, default: []].append(sighting)
            } else {
                complaints["strays", default: []].append("unknown \(sighting.method) \(sighting.target)")
            }
        }
        for request in requests {
            var found = Oracle.complaints(of: request, seen: seen[request.mark] ?? [], by: kind)
            found += answerComplaints(request)
            for complaint in found {
                complaints[request.family, default: []].append(
                    "\(request.mark) \(request.spelling.prefix(90)): \(complaint)"
                )
            }
            let other = "s" + request.mark.dropFirst()
            for sighting in seen[other] ?? [] {
                complaints["strays", default: []] += Oracle.complaints(of: sighting, mark: other).map {
                    "\(other): \($0)"
                }
            }
            if seen[other]?.count != 1 {
                complaints["strays", default: []].append("\(other) seen \(seen[other]?.count ?? 0) times")
            }
        }
        if !isPython { complaints["strays", default: []] += logComplaints(log) }
        return complaints.filter { !$0.value.isEmpty }
    }

    /// The client has exactly one answer, whole, then the end.
    private func answerComplaints(_ request: HostileRequest) -> [String] {
        guard let answer = answers.withLock({ $0[request.mark] }) else { return ["not sent"] }
        var complaints: [String] = []
        // A mutant may have become the beginning of a longer request: then the gate waits for the rest.
        if answer.isOpen, request.method.isEmpty { return complaints }
        if answer.statuses.isEmpty { complaints.append("no answer, \(answer.first.debugDescription)") }
        if answer.statuses.count > 1 { complaints.append("answers \(answer.statuses)") }
        if answer.isOpen { complaints.append("left open after \(answer.statuses)") }
        if request.fate == .passes, answer.statuses.first.map({ $0 >= 500 && $0 != 501 }) ?? false {
            complaints.append("answered \(answer.first)")
        }
        return complaints
    }

    /// nginx and Apache write one line for each request, malformed ones too.
    private func logComplaints(_ log: [String]) -> [String] {
        var counts: [String: Int] = [:]
        var complaints: [String] = []
        for line in log {
            if let mark = Sighting.mark(in: line) {
                counts[mark, default: 0] += 1
            } else {
                complaints.append("logged \(line.prefix(200).debugDescription)")
            }
        }
        return complaints + counts.filter { $0.value > 1 }.map { "logged \($0.key) \($0.value) times" }
    }
}

/// Numbers from zero up to a count, each given once.
final class Turn: Sendable {
    private let count: Int
    private let place = Mutex(0)

    init(_ count: Int) { self.count = count }

    func next() -> Int? {
        place.withLock { place in
            guard place < count else { return nil }
            defer { place += 1 }
            return place
        }
    }
}
