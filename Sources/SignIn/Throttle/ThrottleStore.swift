package import Policy
package import Store

/// A subject of guesses, under a name that tells nothing to whoever reads the table.
package struct ThrottleSubject: Sendable {
    let name: String
    let limits: Throttle.Limits
}

/// Which subjects one guess counts under.
package struct ThrottleNames: Sendable {
    private let keys: KeyFile

    /// Names under the key file: a password typed into the wrong field stays unreadable.
    package init(keys: KeyFile) { self.keys = keys }

    /// A stranger's browser counts under the person and under its address; a known browser has a reserve of its own,
    /// which nobody elsewhere can use up (S-22).
    package func subjects(
        of person: String,
        known: TokenHash?,
        peer: String,
        channel: Channel
    ) -> [ThrottleSubject] {
        if let known {
            return [ThrottleSubject(name: name(["known", person, Base64URL.text(known.bytes)]), limits: .person)]
        }
        return [
            ThrottleSubject(name: name(["person", person]), limits: .person),
            ThrottleSubject(name: name(["source", Self.network(of: peer)]), limits: .source(channel)),
        ]
    }

    /// The subject of what one address says about one thing, without a proof.
    package func word(about thing: String, from peer: String) -> ThrottleSubject {
        ThrottleSubject(name: name(["word", thing, Self.network(of: peer)]), limits: .word)
    }

    /// Whoever sends in reports of a kind counts apart from guesses: an agent, or a stranger's network.
    package func reporter(_ agent: String?, peer: String, of kind: String) -> ThrottleSubject {
        let who = agent.map { "agent:\($0)" } ?? "network:\(Self.network(of: peer))"
        return ThrottleSubject(name: name(["report", kind, who]), limits: .person)
    }

    private func name(_ parts: [String]) -> String {
        Base64URL.text(keys.code(of: Fields.encode(parts), for: .throttleSubject))
    }

    /// An IPv4 address as it is; of an IPv6 address the /64 that one household has.
    static func network(of peer: String) -> String {
        let groups = peer.lowercased().split(separator: ":", omittingEmptySubsequences: false)
        guard groups.count > 2, !peer.utf8.contains(UInt8(ascii: ".")) else {
            return peer.lowercased().hasPrefix("::ffff:") ? String(peer.dropFirst(7)) : peer.lowercased()
        }
        let whole = peer.hasPrefix("::") ? ["0"] : groups.prefix { !$0.isEmpty }.map(String.init)
        let head = whole.count >= 4 ? Array(whole.prefix(4)) : whole + Array(repeating: "0", count: 4 - whole.count)
        return head.joined(separator: ":")
    }
}

extension KeyPurpose {
    /// Names of the subjects of guesses.
    static let throttleSubject = KeyPurpose("sign-in.throttle-subject")
}

/// All SQL on guesses.
package enum ThrottleStore {
    /// Admits a guess or not, and counts it at once, so that guesses made at the same time are all counted.
    package static func admit(_ subjects: [ThrottleSubject], at now: Instant, in transaction: Transaction) throws
        -> Throttle.Admission
    {
        let states = try subjects.map { ($0, try state($0.name, in: transaction)) }
        let admission = states.reduce(Throttle.Admission.open) { $0.and($1.1.admission(at: now, $1.0.limits)) }
        guard admission == .open else { return admission }
        for (subject, state) in states {
            let next = state.counting(at: now, subject.limits)
            try transaction.execute(
                """
                INSERT INTO throttle (subject, failures, last_at)
                VALUES (\(subject.name), \(next.failures), \(now.seconds))
                ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at
                """
            )
        }
        return .open
    }

    /// Forgets the guesses at a person after a right one; of an address only this one is taken back, so that somebody
    /// with a password of their own cannot guess at others for ever.
    package static func forgive(_ subjects: [ThrottleSubject], in transaction: Transaction) throws {
        for subject in subjects {
            if subject.limits == .person {
                try transaction.execute("DELETE FROM throttle WHERE subject = \(subject.name)")
            } else {
                try takeBack(subject, in: transaction)
            }
        }
    }

    /// Takes back one guess that was never judged, because the queue was full.
    package static func takeBack(_ subject: ThrottleSubject, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE throttle SET failures = failures - 1 WHERE subject = \(subject.name) AND failures > 0"
        )
    }

    /// Removes what nobody needs any more; returns how many rows.
    @discardableResult
    package static func purge(before: Instant, in transaction: Transaction) throws -> Int {
        try transaction.execute("DELETE FROM throttle WHERE last_at < \(before.seconds)")
    }

    private static func state(_ name: String, in reading: Reading) throws -> Throttle {
        guard let row = try reading.one("SELECT failures, last_at FROM throttle WHERE subject = \(name)") else {
            return Throttle(failures: 0, lastAt: Instant(seconds: 0))
        }
        return Throttle(failures: try row["failures"], lastAt: Instant(seconds: try row["last_at"]))
    }
}
