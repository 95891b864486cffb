import Audit
import City
import Policy
import Store
import Testing
import TwoEngines

@testable import People

/// What an officer is promised about letters for a batch, and what is left of it when the letters are printed.
@Suite(.onBothEngines) struct `A batch of letters` {
    private let town: TownSample
    private let sophie = "0405230"
    private let yann = "0412377"
    private let eloise = "0412378"
    private let awa = "0412381"

    /// The department may send one message a day.
    init() async throws {
        let gateway = MessageGateway(url: "http://127.0.0.1:9/sms", username: "n", passwordFile: "", from: "1")
        let messages = CityMessages(sms: gateway, budget: MessageBudget(departmentDay: 1))
        town = try await TownSample(choices: CityChoices(messages: messages))
        try await town.takeIn([
            TownSample.line(sophie, "ROY", "Sophie", [.department: "dpe", .function: "Gestionnaire RH"]),
            TownSample.line(yann, "LE GALL", "Yann", [.department: "dpe", .phone: "06 39 98 45 02"]),
            TownSample.line(eloise, "D'HAËNE", "Éloïse", [.department: "dpe", .phone: "06 39 98 45 06"]),
            TownSample.line("0412379", "MÜLLER", "Karim", [.department: "dasco"]),
            TownSample.line("0412380", "IŞIK", "İpek", [.department: "dpe", .phone: "01 99 00 45 10"]),
            TownSample.line(awa, "BA", "Awa", [.department: "dpe", .until: "2026-10-31"]),
        ])
        try await town.activate(sophie)
    }

    private func judge(_ numbers: [String]) async throws -> [LetterCandidate]? {
        let officer = DeskOfficer(sophie, in: town.city, at: TownSample.noon)
        return try await town.database.read { try officer.judge(numbers, at: TownSample.noon, in: $0) }
    }

    @Test func `LE-1, S-28: is judged person by person, and not at all where one is foreign or nobody`() async throws {
        let found = try #require(try await judge([yann, sophie, awa]))
        #expect(found.map(\.number) == [awa, yann, sophie])
        #expect(found.map(\.refusal) == [.step, nil, .ownFile])
        for other in ["0412379", "0499999"] { #expect(try await judge([yann, other]) == nil) }
    }

    @Test func `LE-4, S-23: goes in halves only to mobiles, and to as many as the budget of the day lets through`()
        async throws
    {
        let found = try #require(try await judge([yann, eloise, "0412380"]))
        #expect(found.map(\.number) == [eloise, "0412380", yann])
        #expect(found.map(\.refusal) == [nil, nil, nil])
        #expect(found.map(\.halfRefusal) == [nil, .noMobile, .messagesSpent])
        let promise = LetterPromise(found)
        #expect(promise.numbers(for: .split) == [eloise])
        #expect(promise.numbers(for: .letter) == [eloise, yann, "0412380"])
    }

    @Test func `LE-2: is all of what was promised or nothing, once a letter was issued meanwhile`() async throws {
        let before = try #require(try await judge([yann, eloise]))
        let promise = LetterPromise(before)
        #expect(promise.broken(before, as: .letter) == nil)
        try await town.issueLetter(to: yann, by: .agent(sophie))
        let after = try #require(try await judge([yann, eloise]))
        let broken = try #require(promise.broken(after, as: .letter))
        #expect(broken.map(\.refusal) == [nil, .alreadyIssued])
        // Éloïse's half is as good as it was; Yann was promised none.
        #expect(promise.broken(after, as: .split) == nil)
        #expect(LetterPromise(after).broken(after, as: .letter) == nil)
    }

    @Test func `LE-2: is nothing once one of those promised may have no letter any more`() async throws {
        let promise = LetterPromise(try #require(try await judge([yann, eloise])))
        try await town.database.write { [yann] in
            try CredentialStore.close(yann, because: "essai", by: .terminal, at: TownSample.noon, in: $0)
        }
        let broken = promise.broken(try #require(try await judge([yann, eloise])), as: .letter)
        #expect(broken?.map(\.refusal) == [nil, .step])
    }

    @Test func `LE-1: can be a whole list, of those alone for whom a letter may be issued`() async throws {
        let officer = DeskOfficer(sophie, in: town.city, at: TownSample.noon)
        let numbers = try await town.database.read {
            try officer.pickable(DeskQuestion(filter: .open, order: .name), 500, in: $0)
        }
        #expect(numbers == [eloise, "0412380", yann])
        let first = try await town.database.read {
            try officer.pickable(DeskQuestion(filter: .open, order: .name, page: 7), 1, in: $0)
        }
        #expect(first == [eloise])
    }
}
