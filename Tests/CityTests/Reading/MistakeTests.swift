import City
import Testing

@Suite struct `The mistakes of a city file` {
    @Test func `X-60: are three lines each, all at once, and the last line counts them`() throws {
        let text = Town.text.replacing("    host: paie.nomades.localhost\n", with: "").replacing(
            "owner: it\n    unlisted",
            with: "ownr: it\n    unlisted"
        )
        let mistakes = try #require(throws: CityMistakes.self) { try City.read(text: text, path: "nomade.yaml") }
        let lines = mistakes.text.split(separator: "\n").map(String.init)
        #expect(lines.contains("error[config.app-host]: app \"paie\" has no host"))
        #expect(lines.contains("--> nomade.yaml:25:3"))
        #expect(lines.contains("fix: add  host: paie.nomades.localhost"))
        #expect(lines.contains("fix: write  owner:"))
        #expect(lines.last == "3 mistakes in nomade.yaml")
        #expect(lines.count == 10)
    }

    static let spoilt: [(MistakeCode, String, String)] = [
        (.yaml, "city: {", "city: {{"),
        (.unknownKey, "listeners:", "listners:"),
        (.missingKey, "data: ./data\n", ""),
        (.shape, "data: ./data", "data: [a, b]"),
        (.value, "factor: none", "factor: smss"),
        (.value, "factor: none", "factor: [none, app]"),
        (.factor, "factor: none", "factor: [app, sms]"),
        (.gateway, "data: ./data", "data: ./data\n\(MessagesTests.sms("http://sms.example.org/cgi-bin/sendsms"))"),
        (.gateway, "data: ./data", "data: ./data\n\(MessagesTests.sms("https://sms.example.org/send?user=a"))"),
        (.gateway, "data: ./data", "data: ./data\n\(MessagesTests.sms("https://sms.example.org"))"),
        (.mailServer, "data: ./data", "data: ./data\n\(MessagesTests.smtp("http://mail.example.org"))"),
        (.mailServer, "data: ./data", "data: ./data\n\(MessagesTests.smtp("smtp://mail.example.org/inbox"))"),
        (.mailServer, "data: ./data", "data: ./data\n\(MessagesTests.smtp("smtp://mail.example.org", "username: a"))"),
        (
            .mailAddress, "data: ./data",
            "data: ./data\n\(MessagesTests.smtp("smtp://mail.example.org", from: "Ville <a@b.fr>"))"
        ),
        (.directory, "data: ./data", "data: ./data\ndirectory: {server: \"https://annuaire.example.org\"}"),
        (.directory, "data: ./data", "data: ./data\ndirectory: {base: people}"),
        (.missingKey, "data: ./data", "data: ./data\nmessages: {sms: {gateway: \"https://sms.example.org/send\"}}"),
        (.value, "data: ./data", "data: ./data\nmessages: {budget: {person-hour: 0}}"),
        (.unknownKey, "data: ./data", "data: ./data\nmessages: {mms: {}}"),
        (.key, "  dpe:", "  DPE:"),
        (.timeZone, "city: {", "city: {time-zone: Europe/Pariss, "),
        (.portal, "\"https://nomades.localhost:8443\"", "\"http://nomades.localhost:8443\""),
        (.portal, "\"https://nomades.localhost:8443\"", "\"https://nomades.localhost:8443/portail\""),
        (.accent, "city: {", "city: {accent: \"#7CC7D6\", "),
        (.accent, "city: {", "city: {accent-dark: \"#0F4C5C\", "),
        (.accent, "city: {", "city: {accent: petrol, "),
        (.address, "\"127.0.0.1:8444\"", "\"localhost:8444\""),
        (.doubledAddress, "\"127.0.0.1:8444\"", "\"0.0.0.0:8443\""),
        (.range, "172.20.0.0/16", "172.20.3.0/16"),
        (.range, "172.20.0.0/16", "172.20.0.0/33"),
        (.operation, "\"127.0.0.1:8499\"", "\"0.0.0.0:8499\""),
        (.certificate, "certificate: {chain: tls.pem, key: tls.key}\n", ""),
        (.database, "data: ./data", "data: ./data\ndatabase: mysql://db/nomade"),
        (.database, "data: ./data", "data: ./data\ndatabase: postgres://db"),
        (.database, "data: ./data", "data: ./data\ndatabase: postgres://db:0/nomade"),
        (.database, "data: ./data", "data: ./data\ndatabase: postgres://db/nomade?sslmode=disable"),
        (.database, "data: ./data", "data: ./data\ndatabase: \"postgres://no made@db/nomade\""),
        (.database, "data: ./data", "data: ./data\ndatabase-password-file: ./database.password"),
        (.unknownContact, "owner: it\n    unlisted", "owner: itt\n    unlisted"),
        (.unknownEmployer, "employer: ville, factor", "employer: vile, factor"),
        (.unknownDepartment, "{department: dpe, unit", "{department: dpee, unit"),
        (.unknownUnit, "unit: nord", "unit: norde"),
        (.unknownApp, "app: intranet", "app: intranett"),
        (.appHost, "host: paie.nomades.localhost", "host: \"paie.nomades.localhost:8443\""),
        (.hostDomain, "host: paie.nomades.localhost", "host: paie.other.example"),
        (.hostDomain, "host: paie.nomades.localhost", "host: paienomades.localhost"),
        (.doubledHost, "host: paie.nomades.localhost", "host: Intranet.nomades.localhost"),
        (.doubledHost, "host: paie.nomades.localhost", "host: nomades.localhost"),
        (.doubledHost, "aliases: [intranet.ville.local]", "aliases: [paie.nomades.localhost]"),
        (.upstream, "http://127.0.0.1:9002", "http://127.0.0.1:9002/app"),
        (.upstream, "http://127.0.0.1:9002", "ftp://127.0.0.1"),
        (.origin, "unlisted: true", "origins: [intranet]"), (.value, "unlisted: true", "explain: often"),
        (.unknownKey, "unlisted: true", "explains: true"),
        (.clause, "{everyone: true}", "{channel: office}"),
        (.clause, "{everyone: true}", "{everyone: true, department: dpe}"),
        (.hours, "mon-fri 07:00-19:00", "weekdays"),
        (.hours, "mon-fri 07:00-19:00", "mon-fri 07:00-07:00"),
        (.channel, "function: hr, channel: office", "function: hr, channel: offise"),
        (
            .path, "allow:\n      - {department: dpe",
            "paths: {paie: [{everyone: true}]}\n    allow:\n      - {department: dpe"
        ),
        (.policyTest, "{department: dpe, app: intranet", "{department: dpe, path: \"/a//b\", app: intranet"),
        (.policyTest, "{department: dpe, app", "{app"),
        (.policyTest, "expect: permit", "expect: permit, reason: policy.chanel"),
    ]

    @Test(arguments: spoilt)
    func `each kind is found where it stands, with its code`(code: MistakeCode, passage: String, other: String) {
        #expect(Town.text.contains(passage))
        let mistakes = Town.mistakes(passage, other)
        #expect(mistakes.contains { $0.code == code }, "\(mistakes.flatMap(\.lines))")
        #expect(mistakes.allSatisfy { $0.line > 0 && !$0.fix.isEmpty && !$0.code.help.isEmpty })
    }

    @Test func `every code is met by one of these tests`() {
        let elsewhere: Set<MistakeCode> = [.file, .keyFile, .plainListener]
        #expect(Set(Self.spoilt.map(\.0)).union(elsewhere) == Set(MistakeCode.allCases))
    }

    @Test func `a spoilt line brings no mistakes but its own`() {
        for (code, passage, other) in Self.spoilt where code == .accent || code == .hours || code == .upstream {
            #expect(Town.mistakes(passage, other).map(\.code) == [code])
        }
    }

    @Test func `S-5: a plain listener without the proxy in front of it is refused`() {
        let plain = Town.mistakes("channel: office}\n", "channel: office, plain: true}\n")
        #expect(plain.map(\.code) == [.plainListener])
        let named = Town.mistakes("channel: office}\n", "channel: office, plain: true, trusted-proxies: [10.0.0.1]}\n")
        #expect(named.isEmpty)
    }

    @Test(arguments: ["0.0.0.0:8499", "10.0.0.1:8499", "192.168.1.2:8499", "[::]:8499"])
    func `S-36: health and metrics on a listener beyond loopback are refused`(address: String) {
        #expect(Town.mistakes("\"127.0.0.1:8499\"", "\"\(address)\"").map(\.code) == [.operation])
    }

    @Test(arguments: ["./data/nomade.key", "./data", "data/../data/sub/nomade.key"])
    func `S-35: a key file inside the data folder is refused`(path: String) {
        #expect(Town.mistakes("key-file: ./nomade.key", "key-file: \(path)").map(\.code) == [.keyFile])
    }

    @Test func `S-35: a missing or unreadable file is refused`() {
        let mistakes = #expect(throws: CityMistakes.self) { try City.read(path: "/nowhere/nomade.yaml") }
        #expect(mistakes?.mistakes.map(\.code) == [.file])
        #expect(Town.mistakes("", "").map(\.code) == [.yaml])
        #expect(Town.mistakes("", "- a list").map(\.code) == [.shape])
    }

    @Test func `X-60: control characters of the file never reach the terminal`() {
        let lines = Town.mistakes("data: ./data", "\"d\\eta\\n\": ./data").flatMap(\.lines)
        #expect(lines.allSatisfy { !$0.unicodeScalars.contains("\u{1B}") && !$0.contains("\n") })
    }
}
