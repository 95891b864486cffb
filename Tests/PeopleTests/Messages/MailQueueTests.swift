import City
import Policy
import Store
import Synchronization
import Testing
import TwoEngines
import Web

@testable import People

@Suite(.onBothEngines) struct `Mails that wait` {
    /// A mail server that answers as it is told, and remembers what it was handed.
    private final class Server: Sendable {
        private let state = Mutex((answer: MailOutcome.taken, handed: [Mail]()))

        var handed: [Mail] { state.withLock { $0.handed } }

        func answers(_ outcome: MailOutcome) { state.withLock { $0.answer = outcome } }

        @Sendable func carry(_ mail: Mail) async -> MailOutcome {
            state.withLock {
                $0.handed.append(mail)
                return $0.answer
            }
        }
    }

    private let server = Server()
    private let keys = KeyFile.inMemory()
    private let noon = TownSample.noon

    private func town() async throws -> TownSample {
        let town = try await TownSample()
        try await town.takeIn([FeedSample.line([0: "0400001", 1: "MARTIN"])])
        return town
    }

    @discardableResult
    private func keep(_ text: String, in town: TownSample) async throws -> Mail {
        let address = try #require(MailAddress("claire.martin@nomades.example"))
        let recipient = Mail.Recipient(agent: "0400001", address: address, name: "Claire Martin")
        let mail = Mail(to: recipient, Mail.Words(in: .en, subject: "À savoir", text: text), at: noon)
        let keys = keys
        try await town.database.write { try MailStore.keep(mail, keys: keys, in: $0) }
        return mail
    }

    private func queue(_ town: TownSample) -> MailQueue { MailQueue(town.database, keys: keys, by: server.carry) }

    private func fate(_ town: TownSample) async throws -> MessageFate? {
        try await town.database.read { try MailStore.fates(of: "0400001", in: $0).first?.fate }
    }

    @Test func `arrive with the words that were kept, and the words are then gone from the database`() async throws {
        let town = try await town()
        let kept = try await keep("Votre mot de passe vient de changer.", in: town)
        #expect(try await queue(town).empty { noon } == 1)
        let mail = try #require(server.handed.first)
        #expect(mail.id == kept.id && mail.words.text == kept.words.text && mail.words.subject == "À savoir")
        #expect(mail.recipient == kept.recipient && mail.words.language == .en && mail.keptAt == noon)
        #expect(try await fate(town) == .taken)
        let words: [UInt8]? = try await town.database.read { try $0.one("SELECT words FROM mail")?["words"] }
        #expect(words == nil)
    }

    @Test func `S-30: words that wait are sealed in the database`() async throws {
        let town = try await town()
        try await keep("Votre mot de passe vient de changer.", in: town)
        let row = try await town.database.read {
            try $0.one("SELECT words FROM mail").map { try $0["words"] as [UInt8] }
        }
        let text = String(decoding: row ?? [], as: UTF8.self)
        #expect(row?.isEmpty == false && !text.contains("passe") && !text.contains("Martin"))
    }

    @Test func `are tried again after one, two, four minutes while the server is away`() async throws {
        let town = try await town()
        try await keep("x", in: town)
        server.answers(.later("nobody answers"))
        for (seconds, tries) in [(0, 1), (59, 1), (60, 2), (179, 2), (180, 3), (419, 3), (420, 4)] as [(Int64, Int)] {
            try await queue(town).empty { noon.adding(seconds: seconds) }
            #expect(server.handed.count == tries, "after \(seconds) s")
        }
        #expect(Set(server.handed.map(\.id)).count == 1)
        let waiting = try await town.database.read { try MailStore.waiting(in: $0) }
        #expect(waiting == MailWaiting(count: 1, since: noon, fault: "nobody answers"))
        server.answers(.taken)
        #expect(try await queue(town).empty { noon.adding(seconds: 900) } == 1)
    }

    @Test func `are given up after three days, and at once when the server says never`() async throws {
        let town = try await town()
        try await keep("x", in: town)
        server.answers(.later("nobody answers"))
        let late = noon.adding(seconds: MailPatience.life + 1)
        try await queue(town).empty { late }
        #expect(try await fate(town) == .failed)
        try await keep("y", in: town)
        server.answers(.refused("no such mailbox (550)"))
        try await queue(town).empty { late }
        try await queue(town).empty { late.adding(seconds: 86_400) }
        #expect(server.handed.count == 2)
        let waiting = try await town.database.read { try MailStore.waiting(in: $0).count }
        #expect(waiting == 0)
    }

    @Test func `leave once though four gates hand them in at the same time`() async throws {
        let town = try await town()
        for number in 0..<40 { try await keep("\(number)", in: town) }
        let queue = queue(town)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    while try await town.database.read({ try MailStore.waiting(in: $0).count }) > 0 {
                        do { try await queue.empty { TownSample.noon } } catch StoreError.busy { continue }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(server.handed.count == 40)
        #expect(Set(server.handed.map(\.id)).count == 40)
    }
}
