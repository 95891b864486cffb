import Audit
import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `An activation link` {
    private let town: TownSample

    init() async throws {
        town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "DIOP", "Awa")])
    }

    private func issue(lasting seconds: Int64 = ActivationLink.usualSeconds) async throws -> ActivationLink {
        try await town.database.write {
            try ActivationStore.issue(for: "0412345", by: .terminal, lasting: seconds, at: TownSample.noon, in: $0)
        }
    }

    private func redeem(_ token: ActivationToken, after seconds: Int64 = 0) async throws -> String {
        try await town.database.write {
            try ActivationStore.redeem(token, at: TownSample.noon.adding(seconds: seconds), in: $0)
        }
    }

    @Test func `S-13: is 256 random bits of which only the SHA-256 is stored`() async throws {
        let link = try await issue()
        #expect(link.token.text.utf8.count == 43)
        #expect(try await issue().token != link.token)
        let stored = try await town.database.read { reading in
            try reading.query("SELECT * FROM activation_link").map { try $0["token_hash"] as [UInt8] }
        }
        #expect(stored.contains(link.token.hash))
        #expect(!stored.contains(Array(link.token.text.utf8)))
    }

    @Test func `marks the credential issued and, used once, active`() async throws {
        let link = try await issue()
        #expect(try await town.agent("0412345")?.credential.step == .issued)
        #expect(try await redeem(link.token) == "0412345")
        #expect(try await town.agent("0412345")?.credential.step == .active)
        await #expect(throws: CredentialRefusal.link(.used)) { try await redeem(link.token) }
    }

    @Test func `S-23: a new link kills the old`() async throws {
        let old = try await issue()
        let new = try await issue()
        await #expect(throws: CredentialRefusal.link(.replaced)) { try await redeem(old.token) }
        #expect(try await redeem(new.token) == "0412345")
    }

    @Test func `lives 72 hours unless said otherwise`() async throws {
        let link = try await issue()
        await #expect(throws: CredentialRefusal.link(.expired)) { try await redeem(link.token, after: 72 * 3_600) }
        #expect(try await redeem(link.token, after: 72 * 3_600 - 1) == "0412345")
        let short = try await issue(lasting: 3_600)
        await #expect(throws: CredentialRefusal.link(.expired)) { try await redeem(short.token, after: 3_600) }
    }

    @Test func `S-23: of many who use it at once, one does`() async throws {
        let link = try await issue()
        let successes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { (try? await redeem(link.token)) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(successes == 1)
    }

    @Test func `dies when the credential is suspended, and is not made for a suspended one`() async throws {
        try await town.activate("0412345")
        let link = try await issue()
        try await town.database.write {
            try CredentialStore.suspend("0412345", because: "x", by: .terminal, at: TownSample.noon, in: $0)
        }
        await #expect(throws: CredentialRefusal.link(.replaced)) { try await redeem(link.token) }
        await #expect(throws: CredentialRefusal.step(.issue, from: .suspended)) { try await issue() }
    }

    @Test func `of another form is no token`() {
        #expect(ActivationToken("") == nil)
        #expect(ActivationToken(String(repeating: "é", count: 43)) == nil)
        #expect(ActivationToken(String(repeating: "/", count: 43)) == nil)
    }

    @Test func `an unknown token is told as such`() async throws {
        await #expect(throws: CredentialRefusal.link(.unknown)) { try await redeem(.random()) }
    }
}
