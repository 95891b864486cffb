import Audit
import City
import Policy
import Store
import Synchronization
import Testing
import TwoEngines
import Web

@testable import People

@Suite(.onBothEngines) struct `An invitation to the readiness check` {
    private let town: TownSample
    private let phone = Phone()
    private let sophie = "0405230"
    private let yann = "0412377"
    private let eloise = "0412378"
    private let ipek = "0412379"
    private let awa = "0412380"

    /// Keeps what arrived.
    private final class Phone: Sendable {
        private let arrivals = Mutex<[Message]>([])
        var messages: [Message] { arrivals.withLock { $0 } }
        var texts: [String] { messages.map { String(decoding: $0.text.bytes, as: UTF8.self) } }

        @Sendable func carry(_ message: Message) async -> MessageFate {
            arrivals.withLock { $0.append(message) }
            return .taken
        }
    }

    /// Of the whole city three messages a day may be such as nobody waits for.
    init() async throws {
        let gateway = MessageGateway(url: "http://127.0.0.1:9/sms", username: "n", passwordFile: "", from: "1")
        let server = MailAddress("nomade@nomades.example").map {
            MailServer(.startTLS, host: "127.0.0.1", port: 1, account: nil, from: $0, authority: nil)
        }
        let messages = CityMessages(sms: gateway, mail: server, budget: MessageBudget(day: 6))
        town = try await TownSample(choices: CityChoices(messages: messages))
        let dpe: [FeedColumn: String] = [.department: "dpe"]
        try await town.takeIn([
            TownSample.line(sophie, "ROY", "Sophie", dpe.adding(.function, "Gestionnaire RH")),
            TownSample.line(yann, "LE GALL", "Yann", dpe.adding(.phone, "06 39 98 45 02")),
            TownSample.line(eloise, "D'HAËNE", "Éloïse", dpe.adding(.mail, "eloise@nomades.example")),
            TownSample.line(ipek, "IŞIK", "İpek", dpe),
            TownSample.line(awa, "BA", "Awa", [.department: "dasco", .phone: "06 39 98 45 01"]),
        ])
        try await town.activate(sophie)
    }

    /// Makes somebody come in by a letter of the office.
    private func comeIn(_ number: String, at now: Instant = TownSample.noon) async throws {
        let (code, keys) = (ActivationCode.random(), town.keys)
        try await town.database.write { transaction in
            try ActivationCodeStore.issue(
                code,
                for: number,
                by: .program,
                as: .letter,
                days: 30,
                keys: keys,
                at: now,
                in: transaction
            )
            let live = try ActivationCodeStore.find(code, of: number, keys: keys, at: now, in: transaction)
            _ = try live.map { try ActivationCodeStore.redeem($0, at: now, in: transaction) }
        }
    }

    private func round(after seconds: Int64 = 0) async throws {
        let desk = MessageDesk(town.database, by: phone.carry)
        try await invitation.inviteDue(in: town.database, by: desk, at: TownSample.noon.adding(seconds: seconds))
    }

    private var invitation: ReadyInvitation {
        ReadyInvitation(city: town.city, texts: Texts(PeopleParts.parts.texts), keys: town.keys)
    }

    private func mails(to number: String) async throws -> Int {
        try await town.database.read { try MailStore.fates(of: number, in: $0).count }
    }

    private func entries(about number: String) async throws -> [AuditEntry] {
        try await town.database.read { try AuditLog.entries(about: number, limit: 100, in: $0) }
            .map(\.entry).filter { $0.act == "ready.invited" }
    }

    private func invite(_ number: String, after seconds: Int64 = 0) async throws -> [Message]? {
        let (now, invitation) = (TownSample.noon.adding(seconds: seconds), invitation)
        let officer = DeskOfficer(sophie, in: town.city, at: now)
        return try await town.database.write { try officer.invite(number, with: invitation, at: now, in: $0) }
    }

    @Test func `RD-13, RD-15: reaches a newcomer once by SMS, with an address to type and no link`() async throws {
        try await comeIn(yann)
        try await round()
        try await round(after: 60)
        let text = try #require(phone.texts.first)
        #expect(phone.messages.map(\.person.agent) == [yann])
        #expect(text.contains("nomades.localhost:8443/ready") && !text.contains("://") && !text.contains("?"))
        #expect(try #require(GSM7.length(text)) <= 160)
        #expect(try await entries(about: yann).map(\.who) == [.program])
    }

    @Test func `RD-13, RD-15: goes by mail without a mobile; where nothing is on file, nobody tries again`()
        async throws
    {
        for number in [eloise, ipek] { try await comeIn(number) }
        for seconds in [0, 60] as [Int64] { try await round(after: seconds) }
        #expect(phone.messages.isEmpty)
        #expect(try await mails(to: eloise) == 1)
        #expect(try await mails(to: ipek) == 0)
        #expect(try await entries(about: ipek).isEmpty)
        let ipek = ipek
        let kept = try await town.database.read { try ReadyInvitationStore.last(of: ipek, in: $0)?.way }
        #expect(kept == .nowhere)
    }

    @Test func `RD-13: is not for whoever comes in by the operator's link, nor for a use of long ago`() async throws {
        try await town.activate(yann)
        try await comeIn(awa, at: TownSample.noon.adding(seconds: -8 * TownSample.day))
        try await round()
        #expect(phone.messages.isEmpty)
    }

    @Test(arguments: [(0, false), (1, true), (7, true), (8, false)])
    func `RD-14: reaches whoever has an access and an assignment that begins within seven days`(days: Int, isDue: Bool)
        async throws
    {
        try await town.activate(yann)
        let (day, numbers) = (town.city.day(of: TownSample.noon).adding(days: days), [yann, awa])
        try await town.database.write { transaction in
            for number in numbers {
                try transaction.execute(
                    """
                    INSERT INTO assignment (agent, department, position, first_day)
                    VALUES (\(number), 'cde', 'tenured', \(day))
                    """
                )
            }
        }
        try await round(after: -9 * 3_600)
        #expect(phone.messages.isEmpty, "at three in the morning")
        try await round()
        #expect(phone.messages.map(\.person.agent) == (isDue ? [yann] : []))
    }

    @Test func `RD-15: leaves once from two gates at the same moment`() async throws {
        try await comeIn(yann)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await round() } }
            try await group.waitForAll()
        }
        #expect(phone.messages.count == 1)
        #expect(try await entries(about: yann).count == 1)
    }

    @Test func `RD-16, S-23: takes half of a day's budget and no more; the next day goes on`() async throws {
        try await town.database.write { try $0.execute("UPDATE agent SET phone_typed = '06 39 98 45 02'") }
        for number in [yann, eloise, ipek, awa] { try await comeIn(number) }
        try await round()
        try await round(after: 60)
        #expect(phone.messages.count == 3)
        #expect(try await mails(to: eloise) == 0)
        try await round(after: TownSample.day)
        #expect(Set(phone.messages.map(\.person.agent)) == [yann, eloise, ipek, awa])
    }

    @Test func `RD-17: is the officer's for one of their people with an access, once in 24 hours`() async throws {
        for number in [yann, awa] { try await comeIn(number) }
        #expect(try await invite(yann)?.count == 1)
        #expect(try await entries(about: yann).map(\.who) == [.agent(sophie)])
        await #expect(throws: DeskRefusal.invitedToday) { try await invite(yann, after: TownSample.day - 1) }
        #expect(try await invite(yann, after: TownSample.day)?.count == 1)
        for foreign in [awa, "0499999"] { #expect(try await invite(foreign) == nil) }
        await #expect(throws: DeskRefusal.ownFile) { try await invite(sophie) }
        await #expect(throws: DeskRefusal.step) { try await invite(eloise) }
        try await comeIn(ipek)
        await #expect(throws: DeskRefusal.notInvited) { try await invite(ipek) }
    }
}

extension [FeedColumn: String] {
    fileprivate func adding(_ column: FeedColumn, _ value: String) -> Self {
        merging([column: value]) { $1 }
    }
}
