import Audit
import Policy
import Store
import Testing
import TwoEngines

@testable import SignIn

@Suite(.onBothEngines) struct `The way in` {
    @Test func `S-24: password, then code, then a session`() async throws {
        let town = try await SmallTown()
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        let entry = try await town.door.prove(code: town.code(), in: attempt, from: town.visitor(5)).entry()
        let session = try #require(town.table.find(entry.portal.hash, host: "nomades.example", at: town.nine))
        #expect(session.subject.agent == SmallTown.claire)
        #expect(
            session.assurance.factor == .authenticator && session.assurance.factorAt == town.nine.adding(seconds: 5)
        )
        #expect(session.device(at: town.nine) == .known)
    }

    @Test func `at the office the password is enough, and carries no second proof`() async throws {
        let town = try await SmallTown()
        let visitor = town.visitor(channel: .office)
        let entry = try await town.door.prove(town.typed(SmallTown.claire), from: visitor).entry()
        let session = try #require(town.table.find(entry.portal.hash, host: "nomades.example", at: town.nine))
        #expect(session.assurance.factor == nil && session.device(at: town.nine) == .any)
    }

    @Test func `where a department gives no second proof, the password is enough and apps say what lacks`() async throws
    {
        let town = try await SmallTown()
        let entry = try await town.door.prove(town.typed(SmallTown.marc), from: town.visitor()).entry()
        #expect(entry.holder.subject.factors.isEmpty)
    }

    @Test(arguments: [SmallTown.claire, "Claire.MARTIN", "  0412345 ", "claire.martin@nomades.example"])
    func `one person is found whatever was typed`(identifier: String) async throws {
        let town = try await SmallTown()
        let typed = SignInDoor.Typed(identifier: identifier, password: SmallTown.password(of: SmallTown.claire))
        #expect(try await town.door.prove(typed, from: town.visitor()).attempt().agent == SmallTown.claire)
    }

    @Test(arguments: [(SmallTown.paul, CredentialState.suspended), (SmallTown.louise, .left)])
    func `S-21: after the password the state is told, and there is no session`(
        agent: String,
        state: CredentialState
    ) async throws {
        let town = try await SmallTown()
        let outcome = try await town.door.prove(town.typed(agent), from: town.visitor())
        guard case .told(state, _, let holder) = outcome else { throw Unexpected(outcome) }
        #expect(holder.subject.agent == agent && town.table.count == 0)
    }

    @Test func `S-21: known, unknown, declared, suspended and left cost the same work and get the same answer`()
        async throws
    {
        let town = try await SmallTown()
        var works: Set<[String]> = []
        for agent in [SmallTown.claire, SmallTown.marc, SmallTown.paul, SmallTown.louise, SmallTown.awa, "0499999"] {
            let before = town.queue.hashes
            let texts = try await town.database.statements.texts {
                let outcome = try await town.door.prove(town.typed(agent, password: "pas le bon"), from: town.visitor())
                #expect(try outcome.refusal() == .failed)
            }
            works.insert(texts)
            #expect(town.queue.hashes == before + 1)
        }
        #expect(works.count == 1)
    }

    @Test func `S-21: an identifier of any other form costs one hash too`() async throws {
        let town = try await SmallTown()
        for identifier in [
            "", "nobody@nowhere.example", "x.y", String(repeating: "é", count: 100_000), "'; DROP TABLE",
        ] {
            let typed = SignInDoor.Typed(identifier: identifier, password: String(repeating: "x", count: 100_000))
            #expect(try await town.door.prove(typed, from: town.visitor()).refusal() == .failed)
        }
        #expect(town.queue.hashes == 5)
    }

    @Test func `S-20: an older hash is raised in place when its owner signs in`() async throws {
        let town = try await SmallTown()
        try await town.give(
            "une autre phrase entière",
            to: SmallTown.marc,
            cost: .init(memory: 16, passes: 1, lanes: 1)
        )
        let typed = town.typed(SmallTown.marc, password: "une autre phrase entière")
        _ = try await town.door.prove(typed, from: town.visitor()).entry()
        let stored = try await town.database.read { try PasswordStore.password(of: SmallTown.marc, in: $0) }
        #expect(stored?.hash.cost == SmallTown.cheap && stored?.hash.matches("une autre phrase entière") == true)
    }

    @Test func `S-14: a new sign-in ends the session that this browser had`() async throws {
        let town = try await SmallTown()
        let marc = try await town.door.prove(town.typed(SmallTown.marc), from: town.visitor()).entry()
        let office = town.visitor(1, channel: .office, session: marc.session)
        let claire = try await town.door.prove(town.typed(SmallTown.claire), from: office).entry()
        #expect(town.table.find(marc.portal.hash, host: "nomades.example", at: town.nine) == nil)
        #expect(town.table.find(claire.portal.hash, host: "nomades.example", at: town.nine) != nil)
    }

    @Test func `S-37: each way in, told state and way out leaves an entry with its reference`() async throws {
        let town = try await SmallTown()
        let visitor = town.visitor(channel: .office)
        let entry = try await town.door.prove(town.typed(SmallTown.claire), from: visitor).entry()
        _ = try await town.door.prove(town.typed(SmallTown.paul), from: town.visitor())
        let session = try #require(town.table.find(entry.portal.hash, host: "nomades.example", at: town.nine))
        try await town.door.leave(session, from: town.visitor(5))
        let record = try await town.database.read { try AuditLog.entry(reference: visitor.reference, in: $0) }
        #expect(record?.entry.act == "sign-in.succeeded" && record?.entry.subject == SmallTown.claire)
        #expect(record?.entry.origin == AuditOrigin(channel: "office", address: "192.0.2.7"))
        let acts = try await town.database.read { try AuditLog.entries(after: 0, limit: 10, in: $0).map(\.entry.act) }
        #expect(acts == ["sign-in.succeeded", "sign-in.told", "sign-out.done"])
    }

    @Test func `X-24: a shared workstation rests five minutes and is never known`() async throws {
        let town = try await SmallTown()
        let typed = town.typed(SmallTown.claire, isShared: true)
        let attempt = try await town.door.prove(typed, from: town.visitor()).attempt()
        let entry = try await town.door.prove(code: town.code(), in: attempt, from: town.visitor()).entry()
        let session = try #require(town.table.find(entry.portal.hash, host: "nomades.example", at: town.nine))
        #expect(session.life.limits.idle == 300 && session.isShared && entry.known == nil)
        #expect(session.device(at: town.nine) == .any)
    }

    @Test func `S-20: a full queue is a no that says how long, and counts no guess`() async throws {
        let town = try await SmallTown(queue: HashingQueue(threads: 1, capacity: 1, cost: SmallTown.cheap))
        town.queue.stop()
        for _ in 0..<12 {
            let outcome = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor())
            #expect(try outcome.refusal().code == "signin.busy")
        }
    }
}
