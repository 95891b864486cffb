package import Policy
import Store
package import Web

/// Who holds a session, as the doors need them: recomputed when the person's file changes, never stored.
///
/// One object for all requests of the person until their file changes, so that what a door writes of it may be kept with it.
package final class SessionHolder: Sendable {
    /// The facts that rules judge.
    package let subject: Subject
    /// Full name, first name and initial, as pages and `Remote-Name` show them.
    package let name: CallerName
    /// The address for `Remote-Email`, if any.
    package let mail: String?
    /// The language of the person's pages.
    package let language: Language
    /// The key of the department whose rules the session follows.
    package let department: String
    /// The desks that the person sits at.
    package let desks: Set<Desk>

    /// A person as the doors see them.
    package init(
        subject: Subject,
        name: CallerName,
        mail: String?,
        language: Language,
        department: String,
        desks: Set<Desk>
    ) {
        self.subject = subject
        self.name = name
        self.mail = mail
        self.language = language
        self.department = department
        self.desks = desks
    }
}

/// A session as one request meets it: through the token of one host, with the assurance that this token carries.
package struct LiveSession: Sendable {
    /// The session's own name, worthless as a proof; the same on every host.
    package struct ID: Hashable, Sendable {
        package let text: String

        /// The name that a store kept.
        package init(text: String) { self.text = text }

        static func random() -> ID { ID(text: Base64URL.text(RandomBytes.make(12))) }
    }

    /// The session's name.
    package let id: ID
    /// Who holds it, as of now (S-16).
    package let holder: SessionHolder
    /// The proofs that this host's token carries, and when they were given.
    package let assurance: Assurance
    /// Its deadlines.
    package let life: SessionTimes
    /// *Ce poste est partagé* (X-24).
    package let isShared: Bool
    /// Until when this browser counts as known to the person; nil when it never did.
    package let knownUntil: Instant?
    /// The language and theme that were chosen on the portal.
    package let look: Look

    /// A session as one request meets it.
    package init(
        id: ID,
        holder: SessionHolder,
        assurance: Assurance,
        life: SessionTimes,
        isShared: Bool = false,
        knownUntil: Instant? = nil,
        look: Look = Look()
    ) {
        self.id = id
        self.holder = holder
        self.assurance = assurance
        self.life = life
        self.isShared = isShared
        self.knownUntil = knownUntil
        self.look = look
    }

    /// The facts that rules judge.
    package var subject: Subject { holder.subject }

    /// The supervisor who sits beside the holder; nil in a session of one's own.
    package var accompaniedBy: String? { assurance.accompaniedBy }

    /// What the browser counts as at that moment.
    package func device(at now: Instant) -> Device {
        guard let knownUntil, now < knownUntil else { return .any }
        return .known
    }
}

extension LiveSession {
    /// The person as a page sees them, at one request: the channel is that request's own.
    package func caller(on connection: ClientConnection, at now: Instant) -> Caller {
        Caller(
            agent: subject.agent,
            name: holder.name,
            department: holder.department,
            desks: accompaniedBy == nil ? holder.desks : [],
            language: holder.language,
            channel: connection.channel,
            assurance: assurance,
            device: device(at: now)
        )
    }
}
