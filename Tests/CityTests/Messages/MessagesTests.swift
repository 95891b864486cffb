import City
import Testing

@Suite struct MessagesTests {
    static func sms(_ url: String) -> String {
        "messages: {sms: {gateway: \"\(url)\", username: nomade, password-file: sms.password, from: \"36000\"}}"
    }

    static func smtp(_ server: String, _ more: String = "authority: ./ca.pem", from: String = "nomade@example.org")
        -> String
    {
        "messages: {smtp: {server: \"\(server)\", from: \"\(from)\", \(more)}}"
    }

    private func messages(_ section: String) throws -> CityMessages {
        try City.read(text: Town.text + section + "\n", path: "/etc/nomade/nomade.yaml").messages
    }

    @Test func `a city without the section sends nothing`() throws {
        #expect(try messages("") == CityMessages.none)
    }

    @Test(arguments: [
        "http://127.0.0.1:13013/cgi-bin/sendsms", "http://[::1]:13013/cgi-bin/sendsms", "https://sms.example.org/send",
    ])
    func `S-40: a gateway is reached by https, or by http on this machine`(url: String) throws {
        let messages = try messages(Self.sms(url))
        #expect(messages.sms?.url == url)
        #expect(messages.sms?.passwordFile == "/etc/nomade/sms.password")
        let elsewhere = url.replacing("https", with: "http").replacing("127.0.0.1", with: "192.0.2.1").replacing(
            "[::1]",
            with: "[2001:db8::1]"
        )
        #expect(throws: CityMistakes.self) { try self.messages(Self.sms(elsewhere)) }
    }

    @Test func `gateways report to the operation listener unless told otherwise`() throws {
        #expect(try messages(Self.sms("https://sms.example.org/send")).reports == "http://127.0.0.1:8499")
        let none = Self.sms("https://sms.example.org/send").dropLast() + ", reports: none}"
        #expect(try messages(String(none)).reports == nil)
    }

    @Test(arguments: [
        ("smtp://mail.example.org", "smtp://mail.example.org:587"),
        ("smtps://mail.example.org", "smtps://mail.example.org:465"),
        ("smtps://mail.example.org:2465", "smtps://mail.example.org:2465"), ("smtp://[::1]:25", "smtp://[::1]:25"),
    ])
    func `S-40: a mail server is reached by TLS, from its first byte or by STARTTLS`(server: String, url: String) throws
    {
        let mail = try #require(try messages(Self.smtp(server)).mail)
        #expect(mail.url == url && mail.account == nil)
        #expect(mail.from.text == "nomade@example.org" && mail.authority == "/etc/nomade/ca.pem")
    }

    @Test func `a mail server's user name comes with the file of its password`() throws {
        let account = "username: nomade, password-file: smtp.password"
        let mail = try messages(Self.smtp("smtps://mail.example.org", account)).mail
        #expect(mail?.account == MailServer.Account(username: "nomade", passwordFile: "/etc/nomade/smtp.password"))
    }

    @Test(arguments: [
        "a@b\r\nRCPT TO:<c@d>", "a b@c.fr", "a@b@c.fr", "<a@b.fr>", "é@ville.fr", "a@mairié.fr", "a..b@c.fr", ".a@b.fr",
        "a@",
        "@b", "a@b.", "a\u{0}@b.fr", "a@b.fr\u{301}", "\"a b\"@c.fr", "a@[127.0.0.1]",
    ])
    func `S-41: nothing that could end a header or a command is a mail address`(text: String) {
        #expect(MailAddress(text) == nil)
        #expect(MailAddress("claire.o'martin+x@dpe.nomades.example")?.text == "claire.o'martin+x@dpe.nomades.example")
    }

    @Test func `S-23: budgets are the usual ones but for those that are given`() throws {
        let budget = try messages("messages: {budget: {person-hour: 3, day: 100}}").budget
        #expect(budget == MessageBudget(personHour: 3, day: 100))
    }

    @Test func `a department gives the app, SMS, both or none`() throws {
        let text = Town.text.replacing("factor: none", with: "factor: [app, sms]")
        let city = try City.read(text: text + Self.sms("https://sms.example.org/send") + "\n", path: "nomade.yaml")
        #expect(city.departments["cde"]?.factor == FactorRule(given: [.app, .sms]))
        #expect(city.departments["dpe"]?.factor == .app)
    }
}
