import Audit
import HTTPTypes
import People
import Policy
import SignIn
import Store
import Testing
import TwoEngines
import Web

@Suite(.onBothEngines) struct `The dossier followed without credentials` {
    private let browser: TownBrowser
    private let reference: DossierReference
    private var town: SmallTown { browser.pages.town }

    init() async throws {
        let pages = try await TownPages()
        browser = TownBrowser(pages)
        let (keys, now) = (pages.town.keys, pages.town.nine)
        reference = try await pages.town.database.write { transaction in
            try transaction.execute("UPDATE agent SET birth_date = '1987-06-02' WHERE number = \(SmallTown.awa)")
            try DossierStore.openMissing(by: .program, keys: keys, at: now, in: transaction)
            return try #require(try DossierStore.reference(of: SmallTown.awa, keys: keys, in: transaction))
        }
        try await browser.get("/dossier")
    }

    private func ask(_ reference: String, _ date: (String, String, String) = ("2", "6", "1987")) async throws {
        let values = ["reference": reference, "day": date.0, "month": date.1, "year": date.2]
        try await browser.post("/dossier", values)
    }

    private func open() async throws {
        try await ask(reference.text.lowercased())
        try await browser.get(try #require(browser.location))
    }

    @Test func `DO-6: says the step, since when, who acts next and whom to call in the own structure`() async throws {
        try await open()
        #expect(browser.status == 200)
        for words in [
            "Votre dossier, Awa", "Étape 1 sur 3", "UGD de la DPE prépare vos identifiants", "01 99 00 45 10",
            "Vérifier mon appareil",
        ] {
            #expect(browser.html.contains(words), "\(words)")
        }
        #expect(!browser.html.contains("Diallo") && !browser.html.contains(SmallTown.awa))
        #expect(!browser.html.contains(reference.text) && !browser.html.contains(reference.characters))
    }

    @Test func `DO-6, S-14: opens nothing else, in no other browser, and not for long`() async throws {
        try await ask(reference.text)
        let address = try #require(browser.location)
        let stranger = TownBrowser(browser.pages)
        try await stranger.get("/dossier")
        try await stranger.get(address)
        #expect(stranger.html.contains("Référence du dossier") && !stranger.html.contains("Awa"))
        browser.now = 1_800
        try await browser.get(address)
        #expect(!browser.html.contains("Awa"))
        try await browser.get("/sessions")
        #expect(browser.status == 303)
    }

    @Test func `DO-4, S-21: wrong reference and wrong date have the same words, status and statements`() async throws {
        var answers: [(status: Int, html: String, work: [String])] = []
        for (typed, year) in [(reference.text, "1988"), (DossierReference.random().text, "1987")] {
            let work = try await town.database.statements.texts { try await ask(typed, ("2", "6", year)) }
            let html = browser.html.replacing(typed, with: "…").replacing(year, with: "…")
            answers.append((browser.status, html, work))
        }
        #expect(answers[0].status == 404 && answers[1].status == 404)
        #expect(answers[0].work == answers[1].work)
        let plain = answers.map { answer in
            answer.html.split(separator: "\n").filter {
                !$0.contains("form-token") && !$0.contains("class=\"reference\"")
            }
        }
        #expect(plain[0] == plain[1])
        #expect(answers[0].html.contains("Aucun dossier ne correspond"))
    }

    @Test func `DO-4, S-22: guesses at one reference are slowed from every address, then paused`() async throws {
        for second in 0..<3 {
            browser.now = Int64(second)
            try await ask(reference.text, ("3", "6", "1987"))
            #expect(browser.status == 404)
        }
        try await ask(reference.text)
        #expect(browser.status == 429 && browser.html.contains("Patientez"))
        browser.now = 100
        for step in 0..<8 {
            browser.now = Int64(100 + step * 40)
            try await ask(reference.text, ("3", "6", "1987"))
        }
        #expect(browser.status == 429 && browser.html.contains("en pause jusqu"))
        browser.now = 2_000
        try await ask(reference.text)
        #expect(browser.status == 303)
    }

    @Test func `DO-4, S-22: guesses at many references are slowed by their source`() async throws {
        var statuses: [Int] = []
        for _ in 0..<51 {
            try await ask(DossierReference.random().text)
            statuses.append(browser.status)
        }
        #expect(statuses.prefix(50).allSatisfy { $0 == 404 })
        #expect(statuses.last == 429)
    }

    @Test func `DO-2: a slip is told as a slip, asks the database nothing and counts as no guess`() async throws {
        var bytes = Array(reference.characters.utf8)
        bytes[3] = bytes[3] == UInt8(ascii: "7") ? UInt8(ascii: "8") : UInt8(ascii: "7")
        let slipped = String(decoding: bytes, as: UTF8.self)
        for _ in 0..<12 {
            let work = try await town.database.statements.texts { try await ask(slipped) }
            #expect(work == [] && browser.status == 422)
        }
        #expect(browser.html.contains("semble mal recopié") && browser.html.contains("<title>Erreur"))
        try await open()
        #expect(browser.html.contains("Votre dossier"))
    }

    @Test(arguments: ["02/06/1987", "1987-06-02", "02061987", "2 6 1987"])
    func `X-17: a whole date pasted into the first field is split`(pasted: String) async throws {
        try await ask(reference.text, (pasted, "", ""))
        #expect(browser.status == 303)
    }

    @Test func `X-11: a date that the calendar has not is said beside the fields, and what was typed stays`()
        async throws
    {
        try await ask(reference.text, ("31", "2", "1987"))
        #expect(browser.status == 422)
        #expect(browser.html.contains("href=\"#day\"") && browser.html.contains("value=\"31\""))
        #expect(browser.html.contains("aria-invalid=\"true\""))
    }

    @Test func `S-37: an opened dossier is in the log with the place that it was opened from`() async throws {
        try await open()
        let entries = try await town.database.read { try AuditLog.entries(about: SmallTown.awa, limit: 9, in: $0) }
        #expect(entries.map(\.entry.act) == ["dossier.followed"])
        #expect(entries.first?.entry.origin?.address == "192.0.2.7")
    }
}
