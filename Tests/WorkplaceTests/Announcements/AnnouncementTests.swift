import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines
import Web
import Workplace

@Suite(.onBothEngines) struct `An announcement` {
    private let town: HomeTown

    init() async throws { town = try await HomeTown() }

    private func officer(_ number: String, after days: Int64 = 0) -> AnnouncementOfficer {
        AnnouncementOfficer(DeskOfficer(number, in: town.city, at: HomeTown.noon(after: days)))
    }

    private func typed(
        to audience: String = "dpe",
        title: String = "Le quai Est ferme jeudi",
        words: String = "Passez par la porte B.",
        from first: String = "2026-11-25",
        until last: String = "2026-11-27"
    ) -> TypedAnnouncement {
        TypedAnnouncement(to: audience, title: title, words: words, from: first, until: last)
    }

    private func write(_ typed: TypedAnnouncement, by number: String = HomeTown.sophie) async throws
        -> AnnouncementOfficer.Writing
    {
        let officer = officer(number)
        return try await town.database.write { try officer.write(typed, at: HomeTown.noon, in: $0) }
    }

    private func published(_ typed: TypedAnnouncement, by number: String = HomeTown.sophie) async throws -> Int64 {
        guard case .written(let id) = try await write(typed, by: number) else { return 0 }
        return id
    }

    private func mistakes(_ typed: TypedAnnouncement, by number: String = HomeTown.sophie) async throws -> [String] {
        guard case .mistaken(let mistakes) = try await write(typed, by: number) else { return [] }
        return mistakes.map(\.code)
    }

    private func reader(_ number: String, _ days: Int64) -> AnnouncementScope {
        .reader(number, on: town.city.day(of: HomeTown.noon(after: days)))
    }

    private func seen(by number: String, after days: Int64 = 1) async throws -> [Int64] {
        let scope = reader(number, days)
        return try await town.database.read { try AnnouncementStore.list(scope, in: $0).map(\.id) }
    }

    private func read(_ id: Int64, by number: String, after days: Int64 = 1) async throws -> Bool {
        let scope = reader(number, days)
        return try await town.database.write {
            try AnnouncementStore.markRead(id, by: scope, at: HomeTown.noon(after: days), in: $0)
        }
    }

    private func cards(for caller: Caller, after days: Int64 = 1) async throws -> [Card] {
        let city = town.city
        return try await town.database.read {
            try AnnouncementCard.cards(for: caller, in: city, at: HomeTown.noon(after: days), from: $0)
        }
    }

    private func caller(_ number: String, accompanied: Bool = false, _ desks: Set<Desk> = []) -> Caller {
        Caller(
            agent: number,
            name: CallerName(full: "Moussa Diallo", first: "Moussa", initial: "D"),
            department: "dpe",
            desks: desks,
            language: .fr,
            channel: .office,
            assurance: accompanied ? Assurance.none.accompanied(by: "0412301") : .none,
            device: .any
        )
    }

    @Test(arguments: [
        ("", "x", "2026-11-25", "2026-11-27", ["announcement.title-wrong"]),
        ("Titre", "\u{200B}", "2026-11-25", "2026-11-27", ["announcement.words-wrong"]),
        ("Titre", "x", "2026-11-23", "2026-11-27", ["announcement.first-wrong"]),
        ("Titre", "x", "2027-11-25", "2027-11-26", ["announcement.first-wrong", "announcement.last-wrong"]),
        ("Titre", "x", "2026-11-25", "2026-11-24", ["announcement.last-wrong"]),
        ("Titre", "x", "2026-11-25", "2027-11-25", ["announcement.last-wrong"]),
    ])
    func `HM-20, HM-21: is not published with a mistake, which is named at its field`(
        title: String,
        words: String,
        first: String,
        last: String,
        codes: [String]
    ) async throws {
        #expect(try await mistakes(typed(title: title, words: words, from: first, until: last)) == codes)
    }

    @Test
    func `HM-20, HM-21: takes the longest title and words, and the first and the last day that its rules let through`()
        async throws
    {
        let title = String(repeating: "é", count: 100)
        let words = String(repeating: "é", count: 4_000)
        for (first, last) in [("2026-11-24", "24/11/2026"), ("2026-11-24", "2027-11-23"), ("24/11/2027", "2028-11-22")]
        {
            #expect(try await published(typed(title: title, words: words, from: first, until: last)) > 0)
        }
        #expect(try await mistakes(typed(title: title + "é")) == ["announcement.title-wrong"])
        #expect(try await mistakes(typed(words: words + "é")) == ["announcement.words-wrong"])
    }

    @Test
    func `HM-22, S-28: goes to departments of the officer's own scope, to all only from one who has every department`()
        async throws
    {
        let (sophie, ada) = (officer(HomeTown.sophie), officer(HomeTown.ada))
        let offered = try await town.database.read { reading in
            [try sophie.audiences(in: reading), try ada.audiences(in: reading)]
        }
        #expect(offered[0] == [.department("dpe")])
        #expect(offered[1] == [.department("dasco"), .department("dpe"), .everybody])
        for foreign in ["dasco", "*", "", "xyz"] {
            #expect(try await mistakes(typed(to: foreign)) == ["announcement.no-audience"], "\(foreign)")
        }
        #expect(try await mistakes(typed(to: "dpe"), by: HomeTown.moussa) == ["announcement.no-audience"])
        #expect(try await published(typed(to: "*"), by: HomeTown.ada) > 0)
    }

    @Test func `HM-23: says to how many it goes on its first day, whoever has left not among them`() async throws {
        let (sophie, ada) = (officer(HomeTown.sophie), officer(HomeTown.ada))
        let (own, all) = (typed(), typed(to: "*"))
        let counts = try await town.database.read { reading in
            [try sophie.judge(own, in: reading).1, try ada.judge(all, in: reading).1]
        }
        #expect(counts == [3, 4])
    }

    @Test func `HM-21, HM-26: is read in its department from the first day to the last midnight, city time`()
        async throws
    {
        let id = try await published(typed())
        let everybody = try await published(typed(to: "*"), by: HomeTown.ada)
        for (days, ids): (Int64, [Int64]) in [(0, []), (1, [everybody, id]), (3, [everybody, id]), (4, [])] {
            #expect(try await seen(by: HomeTown.moussa, after: days) == ids, "\(days)")
        }
        #expect(try await seen(by: HomeTown.awa) == [everybody])
        for nobody in ["0301987", "0499999"] { #expect(try await seen(by: nobody) == [], "\(nobody)") }
    }

    @Test func `HM-26, S-28: is not there for a foreign reader, by the same statement as one that is absent`()
        async throws
    {
        let id = try await published(typed())
        let scope = reader(HomeTown.awa, 1)
        var texts: [[String]] = []
        for asked in [id, 999] {
            #expect(try await !read(asked, by: HomeTown.awa))
            texts.append(
                try await town.database.statements.texts {
                    _ = try await town.database.read { try AnnouncementStore.announcement(asked, scope, in: $0) }
                }
            )
        }
        #expect(texts[0] == texts[1])
    }

    @Test func `HM-26: follows the assignments of the reader's day`() async throws {
        let id = try await published(typed())
        try await town.database.write {
            try $0.execute("UPDATE assignment SET department = 'dpe' WHERE agent = \(HomeTown.awa)")
            try $0.execute("UPDATE assignment SET last_day = '2026-11-25' WHERE agent = \(HomeTown.moussa)")
        }
        #expect(try await seen(by: HomeTown.awa) == [id])
        #expect(try await seen(by: HomeTown.moussa) == [id])
        #expect(try await seen(by: HomeTown.moussa, after: 2) == [])
    }

    @Test func `HM-27: leaves the home of the one who has read it, once, and of nobody else`() async throws {
        let id = try await published(typed())
        let (moussa, sophie) = (caller(HomeTown.moussa), caller(HomeTown.sophie))
        #expect(try await cards(for: moussa).first?.count == 1)
        for _ in 1...2 { #expect(try await read(id, by: HomeTown.moussa)) }
        let left = try await cards(for: moussa)
        #expect(left.map(\.lines.count) == [0] && left.first?.way == "/announcements")
        #expect(try await seen(by: HomeTown.moussa) == [id])
        #expect(try await cards(for: sophie).first?.lines.first?.address == "/announcements/\(id)")
    }

    @Test func `HM-4, HM-27: shows three of the unread at most, and none to whoever sits beside the supervisor`()
        async throws
    {
        for _ in 1...4 { _ = try await published(typed()) }
        let card = try #require(try await cards(for: caller(HomeTown.moussa)).first)
        #expect(card.count == 4 && card.lines.count == 3)
        #expect(try await cards(for: caller(HomeTown.moussa, accompanied: true)) == [])
        let desks = try await cards(for: caller(HomeTown.sophie, [.hr])).last
        #expect(desks?.lines.map(\.address) == ["/desk/hr/announcements"])
    }

    @Test func `HM-24, HM-25: is withdrawn by whoever may write to its audience, and both are in the log`() async throws
    {
        let id = try await published(typed(title: "Le quai\r\nEst ferme"))
        let everybody = try await published(typed(to: "*"), by: HomeTown.ada)
        let (sophie, moussa, ada) = (officer(HomeTown.sophie), officer(HomeTown.moussa), officer(HomeTown.ada))
        let answers = try await town.database.write { transaction in
            [
                try moussa.withdraw(id, at: HomeTown.noon, in: transaction),
                try sophie.withdraw(everybody, at: HomeTown.noon, in: transaction),
                try sophie.withdraw(999, at: HomeTown.noon, in: transaction),
                try ada.withdraw(id, at: HomeTown.noon, in: transaction),
                try sophie.withdraw(id, at: HomeTown.noon, in: transaction),
            ]
        }
        #expect(answers == [nil, nil, nil, true, false])
        #expect(try await seen(by: HomeTown.moussa) == [everybody])
        let entries = try await town.database.read { try AuditLog.entries(after: 0, limit: 1_000, in: $0).map(\.entry) }
        let written = try #require(entries.first { $0.act == "announcement.written" && $0.object == String(id) })
        #expect(written.who == .agent(HomeTown.sophie))
        let detail = written.detail.decoded(as: [String: String].self)
        #expect(detail?["audience"] == "dpe" && detail?["title"] == "Le quai Est ferme")
        #expect(detail?["from"] == "2026-11-25" && detail?["until"] == "2026-11-27")
        let withdrawn = entries.filter { $0.act == "announcement.withdrawn" }
        #expect(withdrawn.map(\.who) == [.agent(HomeTown.ada)] && withdrawn.first?.object == String(id))
    }

    @Test func `HM-29: of the operator goes to all, is in the log as the terminal's, and is withdrawn there`()
        async throws
    {
        let today = town.city.day(of: HomeTown.noon)
        let judgement = typed(to: "*").judged(for: [.everybody], on: today)
        guard case .sound(let text) = judgement else { return #expect(judgement == .mistaken([])) }
        let id = try await town.database.write {
            try AnnouncementStore.write(text, by: .terminal, at: HomeTown.noon, in: $0)
        }
        #expect(try await seen(by: HomeTown.awa) == [id])
        for isDone in [true, false] {
            let answer = try await town.database.write {
                try AnnouncementStore.withdraw(id, .operator, by: .terminal, at: HomeTown.noon, in: $0)
            }
            #expect(answer == isDone)
        }
        #expect(try await seen(by: HomeTown.awa) == [])
        let acts = try await town.database.read {
            try AuditLog.entries(after: 0, limit: 1_000, in: $0).map(\.entry).filter { $0.object == String(id) }
        }
        #expect(acts.map(\.who) == [.terminal, .terminal])
    }
}
