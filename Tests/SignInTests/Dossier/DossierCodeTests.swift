import Audit
import People
import Policy
import Store
import Testing
import TwoEngines
import Web

@testable import SignIn

@Suite(.onBothEngines) struct `The dossier of somebody who needs no letter` {
    private let browser: TownBrowser
    private let reference: DossierReference
    private var town: SmallTown { browser.pages.town }
    private var phone: TownPhone { town.phone }

    init() async throws {
        let pages = try await TownPages()
        browser = TownBrowser(pages)
        let (keys, now) = (pages.town.keys, pages.town.nine)
        reference = try await pages.town.database.write { transaction in
            try transaction.execute(
                """
                UPDATE agent SET birth_date = '1987-06-02', phone_typed = '06 39 98 45 47'
                WHERE number = \(SmallTown.awa)
                """
            )
            try DossierStore.openMissing(by: .program, keys: keys, at: now, in: transaction)
            return try #require(try DossierStore.reference(of: SmallTown.awa, keys: keys, in: transaction))
        }
    }

    private func issue(_ delivery: ActivationCodeStore.Delivery = .reference, code: ActivationCode = .random())
        async throws
    {
        let (keys, now) = (town.keys, town.nine)
        try await town.database.write {
            try ActivationCodeStore.issue(
                code,
                for: SmallTown.awa,
                by: .agent(SmallTown.marc),
                as: delivery,
                days: 14,
                keys: keys,
                at: now,
                in: $0
            )
        }
    }

    /// Opens the dossier, as its owner would; returns what its address carries.
    @discardableResult
    private func open() async throws -> String {
        try await browser.get("/dossier")
        let values = ["reference": reference.text, "day": "2", "month": "6", "year": "1987"]
        try await browser.post("/dossier", values)
        let address = try #require(browser.location)
        try await browser.get(address)
        return address.replacing("/dossier?d=", with: "")
    }

    private func wrong(_ digits: String) -> String { digits == "000000" ? "000001" : "000000" }

    @Test func `NL-4: offers a code to the masked number on file`() async throws {
        try await issue()
        try await open()
        #expect(browser.html.contains("sans lettre") && browser.html.contains("se terminant par 47"))
        #expect(browser.html.contains("Recevoir un code") && !browser.html.contains("98 45"))
        try await browser.post("/dossier/code")
        #expect(browser.status == 200 && browser.html.contains("se terminant par 47"))
        #expect(phone.messages.map(\.person.phone) == ["+33639984547"])
    }

    @Test func `NL-4, S-21: says nothing of it where none was issued so, and sends nothing`() async throws {
        for delivery in [nil, ActivationCodeStore.Delivery.letter, .account] {
            if let delivery { try await issue(delivery) }
            let sealed = try await open()
            #expect(browser.status == 200 && !browser.html.contains("Recevoir un code"))
            #expect(!browser.html.contains("/dossier/code") && !browser.html.contains("sans lettre"))
            for path in ["/dossier/code", "/dossier/code/proof"] {
                try await browser.get("/dossier")
                try await browser.post(path, ["d": sealed, "code": "123456"])
                #expect(browser.status == 303 && browser.location?.hasPrefix("/dossier?d=") == true, "\(path)")
            }
        }
        #expect(phone.messages.isEmpty)
    }

    @Test func `NL-4: no longer offers what has expired or lost its telephone`() async throws {
        try await issue()
        browser.now = 14 * 86_400
        try await open()
        #expect(!browser.html.contains("Recevoir un code"))
        browser.now = 0
        try await town.database.write {
            try $0.execute("UPDATE agent SET phone_typed = '01 99 00 45 10' WHERE number = \(SmallTown.awa)")
        }
        try await open()
        #expect(!browser.html.contains("Recevoir un code"))
    }

    @Test func `NL-6: begins the activation by a right code, which a letter's code goes on like`() async throws {
        try await issue()
        try await open()
        try await browser.post("/dossier/code")
        try await browser.post("/dossier/code/proof", ["code": phone.code])
        #expect(browser.status == 303 && browser.location == "/activation")
        try await browser.get("/activation")
        #expect(browser.html.contains("name=\"new-password\""))
        let acts = try await town.database.read {
            try AuditLog.entries(about: SmallTown.awa, limit: 20, in: $0).map(\.entry.act)
        }
        #expect(acts.contains("factor.code-sent") && acts.contains("activation.begun"))
    }

    @Test func `NL-5, S-23: has a code for three tries and five minutes`() async throws {
        try await issue()
        try await open()
        try await browser.post("/dossier/code")
        let digits = phone.code
        try await browser.post("/dossier/code/proof", ["code": wrong(digits)])
        #expect(browser.status == 422 && browser.html.contains("Il vous reste 2 essais"))
        browser.now = 301
        try await browser.post("/dossier/code/proof", ["code": digits])
        #expect(browser.status == 422 && browser.html.contains("plus de 5 minutes"))
        try await browser.post("/dossier/code")
        for _ in 0..<3 { try await browser.post("/dossier/code/proof", ["code": wrong(phone.code)]) }
        try await browser.post("/dossier/code/proof", ["code": phone.code])
        #expect([422, 429].contains(browser.status) && browser.location != "/activation")
    }

    @Test(arguments: [SentCode.Place.signIn, .activation, .account, .forgotten])
    func `NL-5, S-13: has a code that serves nowhere else`(place: SentCode.Place) async throws {
        try await issue()
        try await open()
        try await browser.post("/dossier/code")
        let (digits, keys, now) = (phone.code, town.keys, town.nine)
        let judged = try await town.database.write {
            try SentCodeStore.judge(digits, of: SmallTown.awa, for: place, keys: keys, at: now, in: $0)
        }
        #expect(judged == .wrong(left: 2))
    }

    @Test func `NL-5, S-23: lets no second code leave while the first is young`() async throws {
        try await issue()
        try await open()
        try await browser.post("/dossier/code")
        try await browser.post("/dossier/code")
        #expect(browser.status == 429 && browser.html.contains("Un code vient de partir"))
        #expect(phone.messages.count == 1)
    }

    @Test func `NL-5, S-22: counts guesses under the subject of passwords`() async throws {
        try await issue()
        try await open()
        try await browser.post("/dossier/code")
        for _ in 0..<3 { try await browser.post("/dossier/code/proof", ["code": wrong(phone.code)]) }
        let other = TownBrowser(browser.pages)
        try await other.get("/sign-in")
        try await other.post("/sign-in", ["identifier": SmallTown.awa, "password": "rien du tout"])
        #expect(other.status == 429)
    }

    @Test func `NL-6, S-14: serves in the browser that opened the dossier, and for its half hour`() async throws {
        try await issue()
        try await open()
        try await browser.post("/dossier/code")
        let (digits, sealed) = (phone.code, browser.hidden["d"] ?? "")
        let other = TownBrowser(browser.pages)
        try await other.get("/dossier")
        try await other.post("/dossier/code/proof", ["d": sealed, "code": digits])
        #expect(other.status == 200 && other.html.contains("name=\"reference\""))
        browser.now = 1_800
        try await browser.post("/dossier/code/proof", ["code": digits])
        #expect(browser.html.contains("name=\"reference\""))
    }

    @Test func `NL-2, NL-7: is opened by no code of a letter, and dies with the next letter`() async throws {
        try await issue()
        try await open()
        try await browser.post("/dossier/code")
        try await browser.post("/dossier/code/proof", ["code": phone.code])
        let letter = ActivationCode.random()
        try await issue(.letter, code: letter)
        try await browser.get("/activation")
        #expect(!browser.html.contains("name=\"new-password\""))
        try await open()
        #expect(!browser.html.contains("Recevoir un code"))
        let stranger = TownBrowser(browser.pages)
        try await issue()
        try await stranger.get("/activation")
        try await stranger.post("/activation", ["identifier": SmallTown.awa, "code": letter.text])
        #expect(stranger.status != 303)
    }
}
