import Audit
import People
import Policy
import Store
import Testing
import TwoEngines

@testable import SignIn

/// Two gates on one database, each with connections of its own, ask for the same single-use thing at the same moment.
@Suite(.onBothEngines) struct `Two gates` {
    private let town: SmallTown
    private let gates: [any Database]

    init() async throws {
        town = try await SmallTown()
        gates = [town.database, Engine.another(of: town.database)]
    }

    /// How many of four askers, two a gate, were given it.
    private func winners(_ ask: @escaping @Sendable (Transaction) throws -> Bool) async throws -> Int {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<4 {
                group.addTask { [gates] in
                    do { return try await gates[number % 2].write { try ask($0) } } catch is CredentialRefusal {
                        return false
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
    }

    @Test func `S-13: redeem a ticket once between them, a hundred times over`() async throws {
        let entry = try await town.door.prove(town.typed(SmallTown.marc), from: town.visitor(channel: .office)).entry()
        let now = town.nine
        for _ in 0..<100 {
            let (ticket, nonce) = (Token.random(.ticket).hash, Token.random(.nonce).hash)
            let kept = StoredTicket(
                hash: ticket,
                session: entry.session,
                host: "intranet.nomades.example",
                nonce: nonce,
                target: "/",
                expiresAt: now.adding(seconds: 30)
            )
            try await town.database.write { try TicketStore.keep(kept, in: $0) }
            let won = try await winners {
                try TicketStore.take(ticket, host: "intranet.nomades.example", nonce: nonce, at: now, in: $0) != nil
            }
            #expect(won == 1)
        }
    }

    @Test func `S-23: take a step of an authenticator once between them, a hundred times over`() async throws {
        for step in 1...100 as ClosedRange<Int64> {
            #expect(try await winners { try AuthenticatorStore.use(step: step, of: SmallTown.claire, in: $0) } == 1)
        }
    }

    @Test func `S-23: take each recovery code, each line of a sheet and each sent code once between them`() async throws
    {
        let (now, keys) = (town.nine, town.keys)
        let (codes, sheet) = (RecoveryCode.make(), CodeSheet.make())
        try await town.database.write { transaction in
            try RecoveryStore.replace(by: codes, of: SmallTown.claire, keys: keys, at: now, in: transaction)
            try CodeSheetStore.issue(
                sheet,
                to: SmallTown.claire,
                by: .terminal,
                keys: keys,
                at: now,
                in: transaction
            )
        }
        for code in codes {
            #expect(
                try await winners {
                    try RecoveryStore.use(code, of: SmallTown.claire, keys: keys, at: now, in: $0)
                } == 1
            )
        }
        // Two lines of one sheet may bear the same six digits: the second asker then uses the second line.
        for code in Set(sheet.codes.prefix(1)) where sheet.codes[1] != code {
            #expect(
                try await winners {
                    try CodeSheetStore.use(code, of: SmallTown.claire, keys: keys, at: now, in: $0)
                } == 1
            )
        }
        for digits in ["482913", "004711", "918273"] {
            let ines = Message.Person(agent: SmallTown.ines, department: "dpe", phone: "+33639984511")
            let message = Message(.sms, .code, to: ines, text: digits)
            try await town.database.write { transaction in
                try MessageStore.keep(message, at: now, in: transaction)
                try SentCodeStore.keep(digits, in: message, sends: 1, keys: keys, at: now, in: transaction)
            }
            #expect(
                try await winners {
                    try SentCodeStore.judge(digits, of: SmallTown.ines, keys: keys, at: now, in: $0) == .right
                } == 1
            )
        }
    }

    @Test func `S-22: count guesses together, those made at the same moment too`() async throws {
        let subjects = ThrottleNames(keys: town.keys)
            .subjects(of: SmallTown.marc, known: nil, peer: "192.0.2.7", channel: .nomade)
        let now = town.nine
        let admitted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<60 {
                group.addTask { [gates] in
                    try await gates[number % 2].write { try ThrottleStore.admit(subjects, at: now, in: $0) } == .open
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        // Three guesses at a person cost nothing; the fourth of the same second waits.
        #expect(admitted == 3)
    }

    @Test func `S-23: use an activation link once between them`() async throws {
        let now = town.nine
        for _ in 0..<20 {
            let link = try await town.database.write { transaction in
                try transaction.execute("UPDATE agent SET credential = 'declared' WHERE number = \(SmallTown.awa)")
                return try ActivationStore.issue(for: SmallTown.awa, by: .terminal, at: now, in: transaction)
            }
            let won = try await winners { transaction in
                _ = try ActivationStore.redeem(link.token, at: now, in: transaction)
                return true
            }
            #expect(won == 1)
        }
    }

    @Test func `S-37: write one chain of entries, whoever comes first`() async throws {
        let before = try await AuditLog.verify(town.database).entries
        try await withThrowingTaskGroup { group in
            for number in 0..<60 {
                group.addTask { [gates] in
                    try await gates[number % 2].write { transaction in
                        try AuditLog.record(
                            AuditEntry(who: .terminal, subject: nil, act: "test.act", at: Int64(number)),
                            in: transaction
                        )
                    }
                }
            }
            for try await _ in group {}
        }
        let verified = try await AuditLog.verify(gates[1])
        #expect(verified.entries == before + 60)
        #expect(verified.firstBreak == nil)
    }
}
