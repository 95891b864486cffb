import Audit
import City
import Policy
import Store
import Testing
import TwoEngines

@testable import People

@Suite(.onBothEngines) struct `Access issued without a letter` {
    private let town: TownSample
    private let sophie = "0405230"
    private let yann = "0412377"
    private let eloise = "0412378"

    init() async throws {
        let gateway = MessageGateway(url: "http://127.0.0.1:9/sms", username: "n", passwordFile: "", from: "1")
        town = try await TownSample(choices: CityChoices(messages: CityMessages(sms: gateway)))
        try await town.takeIn([
            TownSample.line(sophie, "ROY", "Sophie", [.department: "dpe", .function: "Gestionnaire RH"]),
            TownSample.line(yann, "LE GALL", "Yann", Self.complete),
            TownSample.line(eloise, "D'HAËNE", "Éloïse", Self.complete.merging([.phone: "01 99 00 45 10"]) { $1 }),
            TownSample.line("0412379", "MÜLLER", "Karim", Self.complete.merging([.department: "dasco"]) { $1 }),
            TownSample.line("0412380", "NGUYỄN", "Thị", Self.complete.merging([.birthDate: ""]) { $1 }),
            TownSample.line("0412381", "BA", "Awa", Self.complete),
        ])
        for number in [sophie, "0412381"] { try await town.activate(number) }
    }

    private static let complete: [FeedColumn: String] = [
        .department: "dpe", .birthDate: "2001-11-23", .phone: "06 39 98 45 02",
    ]

    private func issue(to number: String, by officer: String? = nil) async throws -> Bool {
        let officer = DeskOfficer(officer ?? sophie, in: town.city, at: TownSample.noon)
        return try await town.database.write { [keys = town.keys] in
            try officer.issueWithoutLetter(to: number, keys: keys, at: TownSample.noon, in: $0)
        }
    }

    private func serves(_ number: String, after days: Int64 = 0) async throws -> Bool {
        let now = TownSample.noon.adding(seconds: days * TownSample.day)
        return try await town.database.read {
            try ActivationCodeStore.withoutLetter(of: number, at: now, in: $0) != nil
        }
    }

    @Test func `NL-1, S-28: is issued to people in scope alone, with a mobile and a birth date on file`() async throws {
        #expect(try await issue(to: yann))
        for number in ["0412379", "0499999"] { #expect(try await !issue(to: number), "\(number)") }
        await #expect(throws: DeskRefusal.noMobile) { try await issue(to: eloise) }
        await #expect(throws: DeskRefusal.noBirthDate) { try await issue(to: "0412380") }
        await #expect(throws: DeskRefusal.ownFile) { try await issue(to: sophie) }
        await #expect(throws: DeskRefusal.twoPeople) { try await issue(to: "0412381") }
    }

    @Test func `NL-1, S-25: never makes an active access anew, also once two people said so`() async throws {
        let (sophie, number) = (DeskOfficer(sophie, in: town.city, at: TownSample.noon), "0412381")
        try await town.database.write { [keys = town.keys] transaction in
            let reset = try sophie.openReset(
                for: number,
                because: "Téléphone perdu",
                identified: .paper,
                keys: keys,
                at: TownSample.noon,
                in: transaction
            )
            let opened = try #require(reset)
            let second = AuditActor.agent("0412379")
            try FactorResetStore.move(opened, .confirm, by: second, at: TownSample.noon, in: transaction)
        }
        await #expect(throws: DeskRefusal.letterNeeded) { try await issue(to: number) }
    }

    @Test func `NL-2: serves fourteen days, and is in the log as an act of its own`() async throws {
        #expect(try await issue(to: yann))
        for days: Int64 in [0, 13] { #expect(try await serves(yann, after: days)) }
        #expect(try await !serves(yann, after: 14))
        let entries = try await town.database.read { [yann] in
            try AuditLog.entries(about: yann, limit: 20, in: $0).map(\.entry)
        }
        #expect(entries.filter { $0.act == "credential.without-letter" }.map(\.who) == [.agent(sophie)])
        #expect(try await town.agent(yann)?.credential.step == .issued)
    }

    @Test func `NL-2: kills the letter before it, and is killed by the next, by suspension and by closing`()
        async throws
    {
        let code = ActivationCode.random()
        let actor = DeskOfficer(sophie, in: town.city, at: TownSample.noon).actor
        try await town.database.write { [yann, keys = town.keys] in
            try ActivationCodeStore.issue(
                code,
                for: yann,
                by: actor,
                as: .letter,
                days: 30,
                keys: keys,
                at: TownSample.noon,
                in: $0
            )
        }
        #expect(try await !serves(yann))
        #expect(try await issue(to: yann))
        let letter = try await town.database.read { [yann, keys = town.keys] in
            try ActivationCodeStore.find(code, of: yann, keys: keys, at: TownSample.noon, in: $0)
        }
        #expect(letter == nil)
        try await town.issueLetter(to: yann, by: actor)
        #expect(try await !serves(yann))
        #expect(try await issue(to: yann))
        try await town.database.write { [yann] in
            try CredentialStore.suspend(yann, because: "essai", by: .terminal, at: TownSample.noon, in: $0)
        }
        #expect(try await !serves(yann))
    }
}
