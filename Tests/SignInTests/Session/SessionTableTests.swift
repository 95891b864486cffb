import Policy
import SignIn
import Synchronization
import Testing
import Web

@Suite struct `The table of sessions` {
    private let town = TownOfSessions()

    @Test func `S-13: a token opens one host and no other`() throws {
        let token = town.open(claire: "s1", host: "nomades.example")
        #expect(town.table.find(token.hash, host: "nomades.example", at: town.nine) != nil)
        #expect(town.table.find(token.hash, host: "intranet.nomades.example", at: town.nine) == nil)
        #expect(town.table.find(Token.random(.portal).hash, host: "nomades.example", at: town.nine) == nil)
    }

    @Test func `S-13: a token is refused in every place but its own`() throws {
        let token = Token.random(.ticket)
        for kind in Token.Kind.allCases where kind != .ticket {
            #expect(try #require(Token(kind, text: token.text)).hash != token.hash)
        }
        #expect(try #require(Token(.ticket, text: token.text)).hash == token.hash)
        #expect(TokenHash(bytes: token.hash.bytes) == token.hash)
    }

    @Test func `S-38: a token's hash asks for no more alignment than the memory of asynchronous functions has`() {
        #expect(MemoryLayout<TokenHash>.alignment <= 16)
    }

    @Test func `S-15: a session sleeps to the second, and activity alone keeps it awake`() {
        let token = town.open(claire: "s1", host: "nomades.example")
        #expect(town.isAwake(token, at: 1_199) && !town.isAwake(token, at: 1_200))
        town.table.note(LiveSession.ID(text: "s1"), at: town.nine.adding(seconds: 1_199))
        #expect(town.isAwake(token, at: 2_398) && !town.isAwake(token, at: 2_399))
    }

    @Test func `S-15: no activity wakes a sleeping session or lengthens the whole`() {
        let token = town.open(claire: "s1", host: "nomades.example")
        town.table.note(LiveSession.ID(text: "s1"), at: town.nine.adding(seconds: 1_200))
        #expect(!town.isAwake(token, at: 1_201))
        for seconds in stride(from: Int64(2_000), to: 40_000, by: 600) {
            town.table.note(LiveSession.ID(text: "s1"), at: town.nine.adding(seconds: seconds))
        }
        #expect(!town.table.contains(LiveSession.ID(text: "s1"), at: town.nine.adding(seconds: 28_800)))
    }

    @Test func `S-14: a second token for the same host kills the first`() {
        let first = town.open(claire: "s1", host: "nomades.example")
        let second = town.give("s1", host: "nomades.example")
        #expect(!town.isAwake(first, at: 1) && town.isAwake(second, at: 1))
    }

    @Test func `S-45: the end of a session is the end of its tokens on every host`() {
        let portal = town.open(claire: "s1", host: "nomades.example")
        let app = town.give("s1", host: "intranet.nomades.example")
        let other = town.open(claire: "s2", host: "nomades.example")
        town.table.end([LiveSession.ID(text: "s1")])
        #expect(!town.isAwake(portal, at: 1))
        #expect(town.table.find(app.hash, host: "intranet.nomades.example", at: town.nine) == nil)
        #expect(town.isAwake(other, at: 1) && town.table.count == 1)
    }

    @Test func `S-14, RV-2: a token that is told late changes nothing, and an ended session is never opened again`() {
        let first = town.open(claire: "s1", host: "nomades.example")
        let second = town.give("s1", host: "nomades.example")
        town.table.give(town.stored(first, "s1", host: "nomades.example", version: 1))
        #expect(!town.isAwake(first, at: 1) && town.isAwake(second, at: 1))
        town.table.end([LiveSession.ID(text: "s1")])
        town.open(claire: "s1", host: "nomades.example")
        #expect(town.table.count == 0)
    }

    @Test func `S-16: what changed in a person's file is what the next request meets`() throws {
        let token = town.open(claire: "s1", host: "nomades.example")
        town.table.hold(town.claire(department: "dvd"))
        let session = try #require(town.table.find(token.hash, host: "nomades.example", at: town.nine))
        #expect(session.subject.assignments.map(\.department) == ["dvd"])
    }

    @Test func `a browser is known until its day, and not at it`() throws {
        let token = town.open(claire: "s1", host: "nomades.example", knownUntil: town.nine.adding(seconds: 60))
        let session = try #require(town.table.find(token.hash, host: "nomades.example", at: town.nine))
        #expect(session.device(at: town.nine.adding(seconds: 59)) == .known)
        #expect(session.device(at: town.nine.adding(seconds: 60)) == .any)
    }
}

/// A table with Claire in it; twenty minutes of rest, eight hours in all.
final class TownOfSessions: Sendable {
    let table = SessionTable()
    let nine = Instant(seconds: 1_795_507_200)
    private let versions = Mutex(Int64(0))

    func claire(department: String = "dpe") -> SessionHolder {
        let contacts = Contacts(hrOffice: "ugd", itContact: "it")
        let subject = Subject(
            agent: "0412345",
            credential: .active,
            factors: [.authenticator],
            assignments: [Assignment(department: department, position: .tenured, contacts: contacts)]
        )
        let name = CallerName(full: "Claire Martin", first: "Claire", initial: "M")
        return SessionHolder(subject: subject, name: name, mail: nil, language: .fr, department: department, desks: [])
    }

    @discardableResult
    func open(claire id: String, host: String, knownUntil: Instant? = nil) -> Token {
        let times = SessionTimes(startedAt: nine, activeAt: nine, limits: .init(idle: 1_200, absolute: 28_800))
        let stored = StoredSession(
            id: LiveSession.ID(text: id),
            agent: "0412345",
            times: times,
            isShared: false,
            knownUntil: knownUntil
        )
        table.open(stored, held: claire())
        return give(id, host: host)
    }

    @discardableResult
    func give(_ id: String, host: String) -> Token {
        let token = Token.random(.portal)
        let version = versions.withLock {
            $0 += 1; return $0
        }
        table.give(stored(token, id, host: host, version: version))
        return token
    }

    func stored(_ token: Token, _ id: String, host: String, version: Int64) -> StoredToken {
        let assurance = Assurance(password: nine, factor: nil, factorAt: nil)
        let session = LiveSession.ID(text: id)
        return StoredToken(hash: token.hash, session: session, host: host, assurance: assurance, version: version)
    }

    func isAwake(_ token: Token, at seconds: Int64) -> Bool {
        table.find(token.hash, host: "nomades.example", at: nine.adding(seconds: seconds)) != nil
    }
}
