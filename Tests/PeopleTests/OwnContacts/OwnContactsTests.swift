import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `A contact that an agent set` {
    private let town: TownSample
    private let yann = "0412377"

    init() async throws {
        town = try await TownSample()
        try await feed("06 39 98 45 02")
        try await town.activate(yann)
        let (yann, keys) = (yann, town.keys)
        try await town.database.write { transaction in
            try ContactChangeStore.begin(
                .phone,
                "+33639984599",
                of: yann,
                codes: ContactChangeStore.Codes(new: "123456", old: nil),
                keys: keys,
                at: TownSample.noon,
                in: transaction
            )
            let change = try ContactChangeStore.live(of: yann, in: transaction)
            _ = try change.first.map { try ContactChangeStore.apply($0, at: TownSample.noon, in: transaction) }
        }
    }

    @discardableResult
    private func feed(_ phone: String) async throws -> FeedPlan {
        try await town.takeIn([TownSample.line(yann, "LE GALL", "Yann", [.department: "dpe", .phone: phone])])
    }

    private func phone() async throws -> String? { try await town.agent(yann)?.reach.phone?.e164 }

    @Test func `RS-44: stays while the feed says what it said then, or nothing`() async throws {
        #expect(try await phone() == "+33639984599")
        for said in ["06 39 98 45 02", ""] {
            let plan = try await feed(said)
            #expect(plan.unchanged == 1)
            #expect(try await phone() == "+33639984599")
        }
    }

    @Test func `RS-44: gives way to the feed's next different word, for good`() async throws {
        for said in ["06 39 98 45 03", "06 39 98 45 02"] {
            let plan = try await feed(said)
            #expect(plan.changed.count == 1)
            #expect(try await phone() == PhoneNumber(said).e164)
        }
    }

    @Test func `RS-43, S-31: nothing that waits outlives a closing`() async throws {
        let (yann, keys) = (yann, town.keys)
        try await town.database.write { transaction in
            try ContactChangeStore.begin(
                .mail,
                "yann@courriel.example",
                of: yann,
                codes: ContactChangeStore.Codes(new: "123456", old: nil),
                keys: keys,
                at: TownSample.noon,
                in: transaction
            )
            try CredentialStore.close(yann, because: "essai", by: .terminal, at: TownSample.noon, in: transaction)
            #expect(try ContactChangeStore.live(of: yann, in: transaction).isEmpty)
        }
    }
}
