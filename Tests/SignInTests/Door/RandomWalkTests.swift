import Policy
import Store
import Testing
import TwoEngines

@testable import SignIn

@Suite(.onBothEngines) struct `A walk at random over tabs and people` {
    @Test(arguments: 1...6)
    func `S-24: reaches no session without each proof that the rule asks`(seed: UInt64) async throws {
        var walk = RandomWalk(town: try await SmallTown(), seed: seed)
        for _ in 0..<700 { try await walk.step() }
        #expect(walk.faults == [])
        #expect(walk.entries > 10 && walk.refusals > 100, "the walk must reach both: \(walk.entries), \(walk.refusals)")
    }

    @Test func `S-24: a door that forgets the code is caught by the walk`() async throws {
        var walk = RandomWalk(town: try await SmallTown(), seed: 1)
        let claire = walk.people[0]
        let attempt = SignInAttempt(agent: claire, passwordAt: walk.town.nine, passwordVersion: 1, isShared: false)
        let proof = RandomWalk.Proof(agent: claire, at: 0, password: SmallTown.password(of: claire))
        walk.judge(claire, by: proof, attempt: attempt, hasCode: false, channel: .nomade)
        #expect(walk.faults == ["\(claire) entered without a code"])
    }
}

/// People who do anything in any order, with a plain book of what was proven beside the door's own.
struct RandomWalk {
    /// A password that the book saw given rightly.
    struct Proof {
        let agent: String
        let at: Int64
        let password: String
    }

    let town: SmallTown
    let people = [
        SmallTown.claire, SmallTown.marc, SmallTown.paul, SmallTown.louise, SmallTown.awa, SmallTown.ines,
    ]
    var faults: [String] = []
    var entries = 0
    var refusals = 0
    private var random: SplitMix
    private var now: Int64 = 0
    private var passwords: [String: String] = [:]
    private var open: Set<String> = [SmallTown.claire, SmallTown.marc, SmallTown.ines]
    /// The code that went out last, when it left, how often it was guessed at; nil once used.
    private var sent: (code: String, at: Int64, guesses: Int)?
    private var sentCount = 0
    /// Codes that went out earlier, dead for ever.
    private var deadCodes: [String] = []
    private var usedSteps: [String: Set<Int64>] = [:]
    /// What the tabs hold: any of it may come back at any time, in any tab.
    private var attempts: [(attempt: SignInAttempt, proof: Proof)] = []

    init(town: SmallTown, seed: UInt64) {
        self.town = town
        random = SplitMix(state: seed)
        for agent in people where agent != SmallTown.awa { passwords[agent] = SmallTown.password(of: agent) }
    }

    mutating func step() async throws {
        now += Int64.random(in: 1...60, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0...4: try await givePassword()
        case 5...7: try await giveCode()
        case 8: try await changePassword()
        default: try await changeState()
        }
    }

    /// The book's own rule, told in other words than the door's.
    mutating func judge(_ agent: String, by proof: Proof, attempt: SignInAttempt, hasCode: Bool, channel: Channel) {
        if proof.agent != agent { faults.append("\(agent) entered by the password of \(proof.agent)") }
        if proof.password != passwords[agent] { faults.append("\(agent) entered by an older password") }
        if now - proof.at >= 600 { faults.append("\(agent) entered by a password given long ago") }
        if !open.contains(agent) { faults.append("\(agent) entered and may not") }
        if agent != SmallTown.marc, channel != .office, !hasCode { faults.append("\(agent) entered without a code") }
    }

    private mutating func givePassword() async throws {
        let agent = people.randomElement(using: &random) ?? SmallTown.claire
        let other = people.randomElement(using: &random) ?? SmallTown.claire
        let isRight = Int.random(in: 0..<3, using: &random) > 0
        let password = passwords[isRight ? agent : other] ?? "rien du tout"
        let channel: Channel = Bool.random(using: &random) ? .nomade : .office
        let outcome = try await town.door.prove(town.typed(agent, password: password), from: visitor(channel))
        readPhone()
        let proof = Proof(agent: agent, at: now, password: password)
        try note(outcome, agent, proof, attempt: nil, hasCode: false, channel)
    }

    private mutating func giveCode() async throws {
        guard let (attempt, proof) = attempts.randomElement(using: &random) else { return }
        guard attempt.agent != SmallTown.ines else { return try await giveSentCode(attempt, proof) }
        let drifts: [Int64] = [0, 0, -1, 1, -2, 5]
        let drift: Int64 = drifts.randomElement(using: &random) ?? 0
        let step = Authenticator.step(at: town.nine.adding(seconds: now)) + drift
        let code = Int.random(in: 0..<4, using: &random) == 0 ? "000000" : town.authenticator.code(step: step)
        let channel: Channel = Int.random(in: 0..<4, using: &random) > 0 ? .nomade : .office
        let outcome = try await town.door.prove(code: code, in: attempt, from: visitor(channel))
        let isNew = abs(drift) <= 1 && step > (usedSteps[attempt.agent]?.max() ?? 0)
        let isRight = code != "000000" && isNew
        if case .entered = outcome, channel != .office || isRight { usedSteps[attempt.agent, default: []].insert(step) }
        try note(outcome, attempt.agent, proof, attempt: attempt, hasCode: isRight, channel)
    }

    /// The newest code, an older one or none at all, by SMS or by a proof that she does not hold.
    private mutating func giveSentCode(_ attempt: SignInAttempt, _ proof: Proof) async throws {
        if Int.random(in: 0..<3, using: &random) == 0 {
            _ = try await town.door.send(by: .sms, in: attempt, from: visitor(.nomade))
            readPhone()
        }
        let pool = [sent?.code, sent?.code, deadCodes.randomElement(using: &random), "000000"].compactMap(\.self)
        let code = pool.randomElement(using: &random) ?? "000000"
        let factor: Factor = Int.random(in: 0..<5, using: &random) == 0 ? .authenticator : .sms
        let outcome = try await town.door.prove(code: code, by: factor, in: attempt, from: visitor(.nomade))
        let isRight = factor == .sms && code == sent?.code && now - (sent?.at ?? 0) < 300 && (sent?.guesses ?? 3) < 3
        switch outcome {
        case .refused(.codeTriesLeft), .refused(.codeSpent): sent?.guesses += 1
        case .entered: (deadCodes, sent) = (deadCodes + [code], nil)
        default: break
        }
        readPhone()
        try note(outcome, attempt.agent, proof, attempt: attempt, hasCode: isRight, .nomade)
    }

    /// A message that came since: its code is the only one that counts.
    private mutating func readPhone() {
        guard town.phone.messages.count > sentCount else { return }
        sentCount = town.phone.messages.count
        if let old = sent?.code { deadCodes.append(old) }
        let new = town.phone.code
        deadCodes.removeAll { $0 == new }
        sent = (town.phone.code, now, 0)
    }

    private mutating func note(
        _ outcome: SignInOutcome,
        _ agent: String,
        _ proof: Proof,
        attempt: SignInAttempt?,
        hasCode: Bool,
        _ channel: Channel
    ) throws {
        switch outcome {
        case .refused: refusals += 1
        case .told(let state, _, _):
            if state == .active { faults.append("\(agent) was told an open state") }
            if proof.password != passwords[agent] { faults.append("\(agent) was told a state without the password") }
        case .code(let attempt, _): attempts.append((attempt, proof))
        case .charter: faults.append("\(agent) was asked for rules that this town does not have")
        case .entered(let entry):
            entries += 1
            let own = SignInAttempt(agent: agent, passwordAt: town.nine, passwordVersion: 1, isShared: false)
            judge(entry.holder.subject.agent, by: proof, attempt: attempt ?? own, hasCode: hasCode, channel: channel)
        }
    }

    private mutating func changePassword() async throws {
        guard let agent = people.randomElement(using: &random), passwords[agent] != nil else { return }
        let password = "phrase numéro \(Int.random(in: 0..<1_000_000, using: &random))"
        try await town.give(password, to: agent)
        passwords[agent] = password
    }

    private mutating func changeState() async throws {
        let agent =
            [SmallTown.claire, SmallTown.marc, SmallTown.paul, SmallTown.ines].randomElement(using: &random)
            ?? SmallTown.marc
        let isOpening = Int.random(in: 0..<4, using: &random) > 0
        try await town.set(isOpening ? .active : .suspended, of: agent)
        if isOpening { open.insert(agent) } else { open.remove(agent) }
    }

    private mutating func visitor(_ channel: Channel) -> SignInVisitor {
        town.visitor(now, channel: channel, peer: "192.0.2.\(Int.random(in: 1..<250, using: &random))")
    }
}

/// Numbers that a seed makes again (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
