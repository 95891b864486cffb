import Audit
import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `A credential by the calendar` {
    /// The state on 24 November 2026 of an agent whose credential was activated, by the lines of the feed.
    private func state(_ lines: [[FeedColumn: String]], at now: Instant = TownSample.noon) async throws
        -> CredentialState?
    {
        let town = try await TownSample()
        try await town.takeIn(lines.map { TownSample.line("0412345", "DIOP", "Awa", $0) })
        if lines.allSatisfy({ $0[.position] != "décès" }) { try await town.activate("0412345") }
        return try await town.subject("0412345", at: now)?.credential
    }

    @Test(arguments: [
        ("stagiaire", CredentialState.active), ("titulaire", .active), ("contractuel", .active), ("vacataire", .active),
        ("mise à disposition", .active), ("détachement entrant", .active), ("congé parental", .active),
        ("congé de longue maladie", .active), ("détachement sortant", .suspended), ("disponibilité", .suspended),
        ("suspension", .suspended), ("exclusion temporaire", .suspended), ("retraite", .left),
        ("radiation des cadres", .left), ("décès", .closed),
    ])
    func `D-80 to D-92: each position has its state`(position: String, expected: CredentialState) async throws {
        #expect(try await state([[.position: position]]) == expected)
    }

    @Test func `D-81: an hourly agent is active between the dates, both included`() async throws {
        let dates: [FeedColumn: String] = [.position: "vacataire", .from: "2026-11-24", .until: "2026-11-24"]
        #expect(try await state([dates]) == .active)
        #expect(try await state([dates], at: TownSample.noon.adding(seconds: -TownSample.day)) == .issued)
        #expect(try await state([dates], at: TownSample.noon.adding(seconds: TownSample.day)) == .left)
    }

    @Test func `D-88: a suspension suspends at once, whatever else is in force`() async throws {
        #expect(try await state([[:], [.department: "dpe", .position: "suspension"]]) == .suspended)
    }

    @Test func `D-85: availability from one post leaves the other`() async throws {
        #expect(try await state([[:], [.department: "dpe", .position: "disponibilité"]]) == .active)
    }

    @Test func `D-90: a retired agent who works by the hour is active while that lasts`() async throws {
        #expect(try await state([[.position: "retraite"], [.department: "dpe", .position: "vacataire"]]) == .active)
    }

    @Test func `D-92: a death that is not yet, is not`() async throws {
        let later = TownSample.noon.adding(seconds: TownSample.day)
        #expect(try await state([[:], [.position: "décès", .from: "2026-11-25"]]) != .closed)
        #expect(try await state([[:], [.position: "décès", .from: "2026-11-25"]], at: later) == .closed)
    }

    @Test func `between two contracts all is over, and comes back by itself`() async throws {
        let lines: [[FeedColumn: String]] = [
            [.from: "2025-09-01", .until: "2026-11-20"], [.from: "2026-12-01", .until: "2027-07-04"],
        ]
        #expect(try await state(lines) == .left)
        #expect(try await state(lines, at: TownSample.noon.adding(seconds: 8 * TownSample.day)) == .active)
    }
}

@Suite(.onBothEngines) struct `A credential step by step` {
    @Test func `goes from declared to active by a link, and no other way`() {
        #expect(CredentialState.declared.step(after: .createProfile) == .profileCreated)
        #expect(CredentialState.profileCreated.step(after: .issue) == .issued)
        #expect(CredentialState.issued.step(after: .activate) == .active)
        #expect(CredentialState.declared.step(after: .activate) == nil)
        #expect(CredentialState.profileCreated.step(after: .activate) == nil)
        #expect(CredentialState.suspended.step(after: .activate) == nil)
        #expect(CredentialState.suspended.step(after: .issue) == nil)
    }

    @Test func `only resuming leads from suspended to active, and nothing from closed but rehiring`() {
        let toActive = CredentialAct.allCases.filter { CredentialState.suspended.step(after: $0) == .active }
        #expect(toActive == [.resume])
        let fromClosed = CredentialAct.allCases.filter { CredentialState.closed.step(after: $0) != nil }
        #expect(fromClosed == [.rehire] && CredentialState.closed.step(after: .rehire) == .declared)
        #expect(CredentialState.allCases.filter { $0.step(after: .rehire) != nil } == [.closed])
    }

    @Test func `suspending and resuming are acts with a reason, an entry and news`() async throws {
        let town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "DIOP", "Awa")])
        try await town.activate("0412345")
        try await town.database.write {
            try CredentialStore.suspend(
                "0412345",
                because: "téléphone volé",
                by: .terminal,
                at: TownSample.noon,
                in: $0
            )
        }
        #expect(try await town.subject("0412345")?.credential == .suspended)
        try await town.database.write {
            try CredentialStore.resume("0412345", because: "retrouvé", by: .terminal, at: TownSample.noon, in: $0)
        }
        #expect(try await town.subject("0412345")?.credential == .active)
        let kinds = try await town.database.read { try AgentStore.changes(after: 0, in: $0).map(\.kind) }
        #expect(kinds == [.added, .issued, .activated, .suspended, .resumed])
    }

    @Test func `an issued credential is suspended with its link, and resumed to where another is issued`() async throws
    {
        let town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "DIOP", "Awa")])
        let now = TownSample.noon
        let link = try await town.database.write {
            let link = try ActivationStore.issue(for: "0412345", by: .terminal, at: now, in: $0)
            try CredentialStore.suspend("0412345", because: "lettre perdue", by: .terminal, at: now, in: $0)
            return link
        }
        #expect(try await town.subject("0412345")?.credential == .suspended)
        await #expect(throws: CredentialRefusal.link(.replaced)) {
            try await town.database.write { _ = try ActivationStore.redeem(link.token, at: now, in: $0) }
        }
        try await town.database.write {
            try CredentialStore.resume("0412345", because: "retrouvée", by: .terminal, at: now, in: $0)
        }
        #expect(try await town.subject("0412345")?.credential == .profileCreated)
        try await town.activate("0412345")
        #expect(try await town.subject("0412345")?.credential == .active)
    }

    @Test func `S-37: an act without a reason, or that leads nowhere, is refused and leaves nothing`() async throws {
        let town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "DIOP", "Awa")])
        await #expect(throws: CredentialRefusal.step(.suspend, from: .declared)) {
            try await town.database.write {
                try CredentialStore.suspend("0412345", because: "x", by: .terminal, at: TownSample.noon, in: $0)
            }
        }
        await #expect(throws: CredentialRefusal.reasonMissing) {
            try await town.database.write {
                try CredentialStore.suspend("0412345", because: " \t", by: .terminal, at: TownSample.noon, in: $0)
            }
        }
        #expect(try await town.database.read { try AgentStore.newestChange(in: $0) } == 1)
    }
}
