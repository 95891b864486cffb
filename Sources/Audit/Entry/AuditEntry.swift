package import Web

/// Who did it.
package enum AuditActor: Hashable, Sendable {
    /// An agent, by employee number.
    case agent(String)
    /// Whoever types commands on the server.
    case terminal
    /// The program itself: a date that passed, a feed that was taken in.
    case program

    /// The form in which it is kept: `agent:0412345`, `terminal` or `program`.
    package var text: String {
        switch self {
        case .agent(let number): "agent:\(number)"
        case .terminal: "terminal"
        case .program: "program"
        }
    }

    /// Reads that form back.
    package init(text: String) {
        let agent = "agent:"
        self =
            switch text {
            case "terminal": .terminal
            case "program": .program
            default: .agent(String(decoding: text.utf8.dropFirst(agent.utf8.count), as: UTF8.self))
            }
    }
}

/// Where an act came from.
package struct AuditOrigin: Hashable, Sendable {
    /// `office`, `nomade` or `tunnel`.
    package let channel: String
    /// The peer's address as text.
    package let address: String

    package init(channel: String, address: String) {
        self.channel = channel
        self.address = address
    }
}

/// One security-relevant act: who, for whom, what, on what, when, where from, under which reference, and its detail (S-37).
package struct AuditEntry: Hashable, Sendable {
    package let who: AuditActor
    /// The employee number of the person it concerns; nil when it concerns nobody in particular.
    package let subject: String?
    /// A code that never changes once released: `sign-in.succeeded`.
    package let act: String
    /// What it was done to: an app's name, a feed's file.
    package let object: String?
    /// Seconds since 1970, UTC.
    package let at: Int64
    package let origin: AuditOrigin?
    /// The reference that the page showed.
    package let reference: Reference?
    package let detail: AuditDetail

    package init(
        who: AuditActor,
        subject: String? = nil,
        act: String,
        object: String? = nil,
        at: Int64,
        origin: AuditOrigin? = nil,
        reference: Reference? = nil,
        detail: AuditDetail = .none
    ) {
        self.who = who
        self.subject = subject
        self.act = act
        self.object = object
        self.at = at
        self.origin = origin
        self.reference = reference
        self.detail = detail
    }

    /// The same act under a reference.
    package func under(_ reference: Reference) -> AuditEntry {
        AuditEntry(
            who: who,
            subject: subject,
            act: act,
            object: object,
            at: at,
            origin: origin,
            reference: reference,
            detail: detail
        )
    }
}
