import City
import DemoTown
import Foundation
import People
import Policy
import Portal
import Store
import Testing
import Web

@Suite(.serialized) struct `A mail that goes out` {
    /// One mail to Hélène, handed in as the city's section says.
    private func hand(_ section: String, to address: String = "helene@nomades.example") async throws -> MailOutcome {
        let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../examples")
        let minimal = try String(contentsOf: examples.appending(path: "minimal.yaml"), encoding: .utf8)
        let city = try City.read(text: minimal + "\nmessages:\n" + section + "\n", path: "/etc/nomade/nomade.yaml")
        let recipient = Mail.Recipient(agent: "1", address: try #require(MailAddress(address)), name: "Hélène Étaples")
        let words = Mail.Words(in: .fr, subject: "À savoir", text: "L'été.\n.\nFin\n")
        return await MailSubmission { city }.carry(Mail(to: recipient, words, at: Clock().now()))
    }

    @Test(.enabled(if: Exim.isUsable), arguments: ["smtp", "smtps"])
    func `S-40: Exim takes a mail by STARTTLS and by TLS at once, after our password and never before TLS`(
        scheme: String
    )
        async throws
    {
        try await Exim.live { exim in
            #expect(try await hand(try exim.section(by: scheme)) == .taken)
            let mail = try await exim.inbox(with: "Message-ID")
            #expect(mail.contains("To: =?UTF-8?B?SMOpbMOobmUgw4l0YXBsZXM=?= <helene@nomades.example>"))
            #expect(mail.contains(Data("L'été.\r\n.\r\nFin\r\n".utf8).base64EncodedString()))
            #expect(exim.log.contains("A=plain:nomade") && exim.log.contains("X=TLS1.3"))
        }
    }

    @Test(.enabled(if: Exim.isUsable))
    func `S-40: a mail server that another authority vouches for gets nothing, and the mail waits`() async throws {
        try await Exim.live { exim in
            let folder = FileManager.default.temporaryDirectory.appending(path: "other-\(UUID().uuidString)").path
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let other = try Authority.prepare(in: folder, for: [Exim.host], now: Clock().now())
            for scheme in ["smtp", "smtps"] {
                let outcome = try await hand(try exim.section(by: scheme, trusting: other.root))
                guard case .later(let fault) = outcome else {
                    Issue.record("\(outcome)")
                    continue
                }
                #expect(fault.lowercased().contains("certificate"))
            }
            let named = try exim.section(by: "smtps").replacing(Exim.host, with: "127.0.0.1")
            guard case .later = try await hand(named) else {
                Issue.record("a certificate for another name was taken")
                return
            }
            #expect(exim.inbox.isEmpty && !exim.log.contains("A=plain"))
        }
    }

    @Test(.enabled(if: Exim.isUsable))
    func `a wrong password waits for the operator, an unknown mailbox is given up`() async throws {
        try await Exim.live { exim in
            guard case .later(let fault) = try await hand(try exim.section(by: "smtp", password: "faux")) else {
                Issue.record("a wrong password was not waited for")
                return
            }
            #expect(fault.contains("535") && !fault.contains("faux"))
            let outcome = try await hand(try exim.section(by: "smtp"), to: "personne@nomades.example")
            guard case .refused = outcome else {
                Issue.record("\(outcome)")
                return
            }
        }
    }

    @Test(.enabled(if: Exim.isUsable))
    func `S-40: a server that offers no TLS is told neither our password nor a mail`() async throws {
        let plain: (String) -> String = {
            $0.replacing("tls_advertise_hosts = *", with: "tls_advertise_hosts =\nlog_selector = +smtp_connection")
                .replacing("  deny !authenticated = *\n", with: "")
        }
        try await Exim.live(editing: plain) { exim in
            guard case .later = try await hand(try exim.section(by: "smtp")) else {
                Issue.record("a server without TLS was told something")
                return
            }
            #expect(exim.log.contains("SMTP connection from") && !exim.log.contains("<="))
            #expect(exim.inbox.isEmpty)
        }
    }

    @Test func `S-25: whoever changes their password is told by SMS and by mail`() async throws {
        try await LivingTown.live { town in
            let browser = town.browser()
            let awa = try town.person("Awa")
            let portal = "https://nomades.localhost:\(town.town.options.port)"
            _ = try await town.signIn(awa, in: browser, at: portal + "/")
            var visit = try await browser.open(portal + "/password")
            let words = ["password": awa.password ?? "", "new-password": "les lilas de la rue haute"]
            let form = try #require(visit.forms.firstIndex { $0.action == "/password" })
            visit = try await browser.submit(words, on: visit, form: form)
            #expect(visit.status == 200)
            let mail = try await town.mail(to: "awa.ba@courriel.example")
            #expect(mail.contains("un changement sur votre accès"))
            #expect(mail.contains("Votre mot de passe vient de changer."))
            #expect(try await town.phoneMessages(to: awa).contains("Votre mot de passe vient de changer."))
            try await browser.close()
        }
    }
}

extension LivingTown {
    /// What the demo's mail server shows for an address, within ten seconds at most.
    func mail(to address: String) async throws -> String {
        for _ in 0..<100 {
            let found = try await phoneMessages(to: address)
            if found != "[]" { return found }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw WorldMistake("no mail to \(address)")
    }
}
