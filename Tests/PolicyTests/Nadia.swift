import Policy

/// Nadia drives a sweeper for the DPE; she and her town are the people of these tests.
enum Nadia {
    static let tuesdayAtTen = LocalTime(instant: Instant(seconds: 1_795_510_800), weekday: .tuesday, minute: 600)

    static let contacts = Contacts(hrOffice: "ugd-dpe", itContact: "it-dpe", supervisor: "0400001")

    static func subject(
        credential: CredentialState = .active,
        factors: Set<Factor> = [.authenticator],
        assignments: [Assignment] = [assignment()],
        grants: [Grant] = []
    ) -> Subject {
        Subject(
            agent: "0412345",
            credential: credential,
            factors: factors,
            assignments: assignments,
            grants: grants
        )
    }

    static func assignment(
        department: String = "dpe",
        unit: String? = "nord",
        function: String? = "driver",
        position: Position = .tenured
    ) -> Assignment {
        Assignment(
            department: department,
            unit: unit,
            function: function,
            position: position,
            contacts: contacts
        )
    }

    /// Nadia at the office on a Tuesday at ten, password and code given five minutes ago.
    static func asks(
        _ app: String = "intranet",
        subject: Subject = subject(),
        channel: Channel = .office
    ) -> Question {
        let proven = tuesdayAtTen.instant.adding(seconds: -300)
        return Question(
            subject: subject,
            app: app,
            channel: channel,
            device: .any,
            assurance: Assurance(password: proven, factor: .authenticator, factorAt: proven),
            time: tuesdayAtTen
        )
    }

    /// One app with these clauses, beside which no other stands.
    static func rules(
        _ clauses: [Criterion]...,
        unlisted: Bool = false,
        paths: [String: [Criterion]] = [:],
        channels: Set<Channel> = [.office, .nomade]
    ) -> Ruleset {
        let allow = clauses.enumerated().map { Clause(criteria: $1, line: 40 + $0) }
        let parts = paths.map { PathRule(prefix: $0, allow: [Clause(criteria: $1, line: 60)]) }
        let rule = Rule(app: "intranet", owner: "it-dsin", unlisted: unlisted, allow: allow, paths: parts)
        return Ruleset(rules: ["intranet": rule], channels: channels)
    }
}
