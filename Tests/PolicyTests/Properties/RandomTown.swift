import Policy

/// Rules and questions at random, over few enough words that they often meet.
struct RandomTown {
    var random: Seeded

    static let departments = ["dpe", "dasco", "drh"]
    static let units = ["nord", "sud"]
    static let functions = ["driver", "cook", "hr"]
    static let positions: [Position] = [.tenured, .contract, .hourly, .parentalLeave]
    static let start: Int64 = 1_795_510_800

    init(seed: UInt64) {
        random = Seeded(seed)
    }

    mutating func ruleset(apps: Int = 3) -> Ruleset {
        let keys = (0..<apps).map { "app\($0)" }
        let rules = keys.map { key in
            (key, Rule(app: key, owner: "it-\(key)", unlisted: random.once(in: 3), allow: clauses(), paths: paths()))
        }
        let channels: Set<Channel> = random.once(in: 2) ? [.office, .nomade] : Set(Channel.allCases)
        return Ruleset(rules: Dictionary(uniqueKeysWithValues: rules), channels: channels)
    }

    static let prefixes = ["/a", "/a/b", "/ab", "/c.d"]
    /// What is asked of them: at, beside, above and below each prefix.
    static let asked: [String?] = [nil, "/", "/a", "/a/", "/a/b", "/a/b/c", "/a/bc", "/ab", "/abc", "/c.d/e", "/c"]

    /// No path in half of the apps, else a few, in any order.
    mutating func paths() -> [PathRule] {
        guard random.once(in: 2) else { return [] }
        return random.some(Self.prefixes).shuffled(using: &random).map { PathRule(prefix: $0, allow: clauses()) }
    }

    mutating func clauses() -> [Clause] {
        (0..<Int.random(in: 1...3, using: &random)).map { Clause(criteria: criteria(), line: 10 + $0) }
    }

    /// Few criteria in most clauses, at most one of each kind, as the city file can state them.
    mutating func criteria() -> [Criterion] {
        let rarity = Int.random(in: 2...8, using: &random)
        var criteria: [Criterion] = []
        for kind in 0..<11 where random.once(in: rarity) { criteria.append(criterion(kind)) }
        return criteria.shuffled(using: &random)
    }

    mutating func criterion(_ kind: Int) -> Criterion {
        switch kind {
        case 0: .department(random.some(Self.departments))
        case 1: .unit(random.some(Self.units))
        case 2: .function(random.some(Self.functions))
        case 3: .position(random.some(Self.positions))
        case 4: .outsidePosition(random.some(Self.positions))
        case 5: .channel(random.some(Channel.allCases))
        case 6: .device(random.pick([.known, .known, .managed]))
        case 7: .factor(on: random.some(Channel.allCases), maxAgeMinutes: random.pick([nil, 15, 600]))
        case 8: hours()
        case 9: .grant
        default: .credential(random.some([.active, .suspended, .left]).union(random.once(in: 9) ? [] : [.active]))
        }
    }

    mutating func hours() -> Criterion {
        let from = Int.random(in: 0..<1440, using: &random)
        let to = Int.random(in: 1...1440, using: &random)
        return .hours(random.some(Weekday.allCases), from: from, to: from == to ? to - 1 : to)
    }

    mutating func question(app: String) -> Question {
        let time = LocalTime(
            instant: Instant(seconds: Self.start),
            weekday: random.pick(Weekday.allCases),
            minute: Int.random(in: 0..<1440, using: &random)
        )
        return Question(
            subject: subject(app: app),
            app: app,
            path: random.pick(Self.asked),
            channel: random.pick(Channel.allCases),
            device: random.pick(Device.allCases),
            assurance: assurance(),
            time: time
        )
    }

    mutating func subject(app: String) -> Subject {
        let usual: [CredentialState] = [.active, .active, .active, .active, .suspended, .suspended, .suspended]
        return Subject(
            agent: "0412345",
            credential: random.pick(usual + CredentialState.allCases),
            factors: random.once(in: 3) ? [] : [.authenticator],
            assignments: (0..<Int.random(in: 0...3, using: &random)).map { _ in assignment() },
            grants: random.once(in: 3) ? [grant(app)] : []
        )
    }

    mutating func assignment() -> Assignment {
        Assignment(
            department: random.pick(Self.departments),
            unit: random.pick([nil] + Self.units),
            function: random.pick([nil] + Self.functions),
            position: random.pick(Self.positions),
            contacts: Contacts(hrOffice: "ugd", itContact: "it", supervisor: "0400001")
        )
    }

    mutating func grant(_ app: String) -> Grant {
        let days = random.pick([-3, -1, 1, 3])
        let until = Instant(seconds: Self.start + Int64(days) * 86_400)
        return Grant(app: random.once(in: 4) ? "other" : app, until: until, reason: "renfort", by: "Mme Roy")
    }

    /// The same question in a session beside a supervisor.
    mutating func accompanied(_ question: Question) -> Question {
        var question = question
        let early: [CredentialState] = [.declared, .profileCreated, .issued, .issued]
        question.subject.credential = random.once(in: 9) ? random.pick(CredentialState.allCases) : random.pick(early)
        question.subject.factors = []
        question.assurance = Assurance.none.accompanied(by: "0400001")
        return question
    }

    /// The same rules, every other app marked for such sessions.
    mutating func marked(_ rules: Ruleset) -> Ruleset {
        let marked = rules.rules.mapValues { rule in
            Rule(
                app: rule.app,
                owner: rule.owner,
                unlisted: rule.unlisted,
                allow: rule.allow,
                paths: rule.paths,
                accompanied: random.once(in: 2)
            )
        }
        return Ruleset(rules: marked, channels: rules.channels)
    }

    mutating func assurance() -> Assurance {
        let minutes = random.pick([0, 10, 100, 1_000])
        let proven = Instant(seconds: Self.start - Int64(minutes) * 60)
        if random.once(in: 3) { return Assurance(password: proven, factor: nil, factorAt: nil) }
        return Assurance(password: proven, factor: .authenticator, factorAt: proven)
    }
}
