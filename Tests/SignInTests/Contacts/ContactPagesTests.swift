import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines
import Web

@testable import SignIn

@Suite(.onBothEngines) struct `A change of mail or phone by oneself` {
    private let pages: TownPages
    private var town: SmallTown { pages.town }
    private static let number = "+33639984599"

    init() async throws {
        pages = try await TownPages(mail: TownPhone.server)
        try await pages.town.database.write { transaction in
            try transaction.execute(
                "UPDATE agent SET phone_typed = '06 39 98 45 10' WHERE number = \(SmallTown.claire)"
            )
        }
    }

    /// Claire, who has just given both proofs.
    private func claire() async throws -> TownBrowser {
        let browser = TownBrowser(pages)
        try await browser.signIn(SmallTown.claire)
        return browser
    }

    private func change(_ browser: TownBrowser, _ kind: String = "phone", _ value: String = "06 39 98 45 99")
        async throws
    {
        try await browser.get("/contacts")
        try await browser.post("/contacts/\(kind)", ["value-\(kind)": value])
        if browser.status == 303 { try await browser.get("/contacts") }
    }

    private func prove(_ browser: TownBrowser, new: String, old: String = "", _ kind: String = "phone") async throws {
        try await browser.post("/contacts/\(kind)/proof", ["new-code-\(kind)": new, "old-code-\(kind)": old])
        if browser.status == 303 { try await browser.get("/contacts") }
    }

    /// The last code that went to a number.
    private func code(to number: String) -> String {
        let text = town.phone.messages.last { $0.person.phone == number }
            .map { String(decoding: $0.text.bytes, as: UTF8.self) }
        return text?.firstMatch(of: /[0-9]{6}/).map { String($0.output) } ?? ""
    }

    private func phone() async throws -> String? {
        try await town.database.read { try AgentStore.agent(SmallTown.claire, in: $0)?.reach.phone?.e164 }
    }

    private func applyDue(after seconds: Int64) async throws {
        try await ContactDoor(door: town.door, city: town.city).applyDue(at: town.nine.adding(seconds: seconds))
    }

    @Test func `RS-40, S-25: holds at once with a code on the new one and a code on the old one`() async throws {
        let browser = try await claire()
        try await change(browser)
        #expect(town.phone.messages.map(\.person.phone).suffix(2).sorted() == ["+33639984510", Self.number])
        #expect(code(to: Self.number) != code(to: "+33639984510"))
        try await prove(browser, new: code(to: Self.number), old: code(to: "+33639984510"))
        #expect(try await phone() == Self.number)
        #expect(code(to: "+33639984510").isEmpty && town.phone.text.contains("vient de changer"))
        #expect(town.phone.messages.last?.person.phone == "+33639984510")
    }

    @Test func `RS-41, S-25: waits a day with the new one's code alone, and every old channel is told`() async throws {
        let browser = try await claire()
        try await change(browser)
        try await prove(browser, new: code(to: Self.number))
        #expect(browser.html.contains("vaut à partir du"))
        #expect(town.phone.text.contains("24 heures") && town.phone.messages.last?.person.phone == "+33639984510")
        #expect(try await town.database.read { try MailStore.fates(of: SmallTown.claire, in: $0).count } == 1)
        try await applyDue(after: 86_399)
        #expect(try await phone() == "+33639984510")
        try await applyDue(after: 86_400)
        #expect(try await phone() == Self.number)
    }

    @Test func `RS-41: is stopped from any session while it waits`() async throws {
        let browser = try await claire()
        try await change(browser)
        try await prove(browser, new: code(to: Self.number))
        browser.now = 900
        try await browser.get("/contacts")
        try await browser.post("/contacts/phone/end")
        try await applyDue(after: 90_000)
        #expect(try await phone() == "+33639984510")
    }

    @Test func `RS-40, S-24, S-25: a wrong code on either side changes nothing, and three end it`() async throws {
        let browser = try await claire()
        try await change(browser)
        let (new, old) = (code(to: Self.number), code(to: "+33639984510"))
        for (first, second) in [(old, ""), (new, new), (old, new)] where old != new {
            try await prove(browser, new: first, old: second)
            #expect(browser.status == 422)
        }
        try await prove(browser, new: new, old: old)
        #expect(browser.status == 422)
        #expect(try await phone() == "+33639984510")
    }

    @Test func `RS-42, SF-23: asks a second proof of the last ten minutes first`() async throws {
        let browser = try await claire()
        browser.now = 700
        try await browser.get("/contacts")
        try await browser.post("/contacts/phone", ["value-phone": "06 39 98 45 99"])
        #expect(browser.location?.hasPrefix("/confirm") == true)
        #expect(town.phone.messages.isEmpty)
    }

    @Test(arguments: [
        ("phone", "01 99 00 45 10"), ("phone", "0800 123 456"), ("phone", "06 39"), ("mail", "claire"),
        ("mail", "a@b@c.fr"), ("phone", "06 39 98 45 10"), ("mail", "CLAIRE.MARTIN@nomades.example"),
    ])
    func `RS-42: takes a mobile or an address alone, and another than on file`(kind: String, value: String) async throws
    {
        let browser = try await claire()
        try await change(browser, kind, value)
        #expect(browser.status == 422)
        #expect(town.phone.messages.isEmpty)
    }

    @Test func `RS-43: what belongs to an access that is suspended meanwhile is stopped`() async throws {
        let browser = try await claire()
        try await change(browser)
        try await prove(browser, new: code(to: Self.number))
        try await town.set(.suspended, of: SmallTown.claire)
        try await applyDue(after: 86_400)
        #expect(try await phone() == "+33639984510")
    }

    @Test func `RS-43, S-30: the log keeps that it changed, and not to what`() async throws {
        let browser = try await claire()
        try await change(browser)
        try await prove(browser, new: code(to: Self.number), old: code(to: "+33639984510"))
        let entries = try await town.database.read {
            try AuditLog.entries(about: SmallTown.claire, limit: 99, in: $0).map(\.entry)
        }
        #expect(entries.contains { $0.act == "contact.changed" && $0.object == "phone" })
        #expect(entries.allSatisfy { !"\($0)".contains("39984599") })
    }
}
