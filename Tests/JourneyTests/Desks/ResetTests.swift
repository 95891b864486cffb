import Audit
import DemoTown
import Foundation
import People
import Portal
import SignIn
import Store
import Testing

/// From the phone call to signed in with a new phone: Moussa of the DPE lost his codes and calls Sophie of the HR office.
@Suite(.serialized) struct `A lost phone and two people` {
    private let moussa = "0408112"

    @Test func `RS-2, RS-12, RS-15, RS-19: in French, by his open page, with his supervisor's confirmation`()
        async throws
    {
        try await LivingTown.live { town in
            try await town.put("supervisor = '0412301'", to: moussa)
            let (portal, browsers) = (town.portal, (0..<3).map { _ in town.browser() })
            let (sophie, claire, own) = (browsers[0], browsers[1], browsers[2])
            _ = try await town.signIn(try town.person("Moussa"), in: own, at: portal + "/")
            _ = try await town.signIn(try town.person("Sophie"), in: sophie, at: portal + "/")
            _ = try await town.signIn(try town.person("Claire"), in: claire, at: portal + "/")

            let file = portal + "/desk/hr/people/\(moussa)"
            var desk = try await sophie.open(file)
            #expect(desk.words.contains("demande deux personnes"))
            desk = try await sophie.open(file + "/reset")
            desk = try await sophie.submit(
                ["reason": "Téléphone tombé dans le canal", "identified": "call"],
                on: desk,
                form: desk.form(to: "/reset")
            )
            #expect(desk.status == 422 && desk.words.contains("Vérifiez d'abord l'appelant"))

            desk = try await sophie.open(file + "/caller")
            desk = try await sophie.submit([:], on: desk, form: desk.form(to: "/caller"))
            let read = try digits(of: desk)
            #expect(read.count == 1)
            #expect(try await own.open(portal + "/").words.contains("Le service gestionnaire est au bout du fil."))
            let call = try await own.open(portal + "/caller")
            let heard = try digits(of: call)
            #expect(call.words.contains("Sophie Roy") && heard.count == 2 && heard[0] == read[0])
            desk = try await sophie.submit(["digits": heard[1]], on: desk, form: desk.form(to: "/answer"))
            #expect(desk.words.contains("L'appelant est bien la personne"))

            desk = try await sophie.open(file + "/reset")
            desk = try await sophie.submit(
                ["reason": "Téléphone tombé dans le canal", "identified": "call"],
                on: desk,
                form: desk.form(to: "/reset")
            )
            #expect(desk.words.contains("Attend une seconde personne"))
            #expect(try await sophie.open(file).link(to: "/credentials") == nil)
            let told = try await town.phoneMessages(to: try town.person("Moussa"))
            #expect(told.contains("refaire votre acc") && !told.contains("https"))
            #expect(try await own.open(portal + "/reset").words.contains("Téléphone tombé dans le canal"))

            #expect(try await claire.open(portal + "/").words.contains("Accès à confirmer comme seconde personne : 1"))
            let list = try await claire.open(portal + "/desk/team/resets")
            let link = try #require(list.link(to: "/people/\(moussa)/reset"))
            var asked = try await claire.open(portal + link)
            #expect(asked.words.contains("Demande de Sophie Roy") && asked.words.contains("vérifiée par téléphone"))
            asked = try await claire.submit([:], on: asked, form: asked.form(to: "/confirmation"))
            #expect(asked.words.contains("Confirmée."))
            #expect(try await town.phoneMessages(to: try town.person("Moussa")).contains("seconde personne a confirm"))
            #expect(try await town.mails(to: moussa) >= 2)

            let code = try await issue(by: sophie, file)
            let entered = try await activate(code, "gouttiere-neuve-au-bord-du-canal", town)
            #expect(entered.words.contains("Moussa") && entered.status == 200)
            #expect(try await own.open(portal + "/sessions").address.contains("/sign-in"))
            #expect(try await sophie.open(file).link(to: "/credentials") == nil)
            for browser in browsers { try await browser.close() }
        }
    }

    @Test func `RS-2, RS-12, RS-19: in English, by SMS, with the IT contact's confirmation`() async throws {
        try await LivingTown.live { town in
            try await town.put("department = 'dpe'", to: "0409876")
            try await town.server.installation.database.write {
                try $0.execute("UPDATE agent SET language = 'en' WHERE number = '0408112'")
            }
            let (portal, browsers) = (town.portal, (0..<2).map { _ in town.browser() })
            let (sophie, karim) = (browsers[0], browsers[1])
            for browser in browsers { browser.language = "en" }
            _ = try await town.signIn(try town.person("Sophie"), in: sophie, at: portal + "/?lang=en")
            _ = try await town.signIn(try town.person("Karim"), in: karim, at: portal + "/")

            let file = portal + "/desk/hr/people/\(moussa)"
            var desk = try await sophie.open(file + "/caller?lang=en")
            let bySMS = try #require(desk.forms.firstIndex { $0.hidden["by"] == "sms" })
            desk = try await sophie.submit([:], on: desk, form: bySMS)
            let sms = try await town.phoneMessages(to: try town.person("Moussa"))
            let halves = try #require(sms.firstMatch(of: #/must read ([0-9]{4}) to you. Then read ([0-9]{4})/#)).output
            #expect(sms.contains("Sophie Roy"))
            #expect(try digits(of: desk) == [String(halves.1)])
            desk = try await sophie.submit(["digits": String(halves.2)], on: desk, form: desk.form(to: "/answer"))
            #expect(desk.words.contains("The caller is the person"))
            desk = try await sophie.open(file + "/reset")
            desk = try await sophie.submit(
                ["reason": "Phone stolen", "identified": "call"],
                on: desk,
                form: desk.form(to: "/reset")
            )
            #expect(desk.words.contains("Waits for a second person"))

            var asked = try await karim.open(portal + "/desk/it/people/\(moussa)/reset")
            asked = try await karim.submit([:], on: asked, form: asked.form(to: "/confirmation"))
            #expect(asked.words.contains("Confirmed. A new letter can be issued"))
            let entered = try await activate(try await issue(by: sophie, file), "new gutter along the canal", town)
            #expect(entered.words.contains("Moussa") && entered.status == 200)
            for browser in browsers { try await browser.close() }
        }
    }

    @Test func `RS-16: he stops what he did not ask for, and those who acted are told`() async throws {
        try await LivingTown.live { town in
            try await town.put("supervisor = '0412301'", to: moussa)
            let (portal, browsers) = (town.portal, (0..<3).map { _ in town.browser() })
            let (sophie, claire, own) = (browsers[0], browsers[1], browsers[2])
            _ = try await town.signIn(try town.person("Moussa"), in: own, at: portal + "/")
            _ = try await town.signIn(try town.person("Sophie"), in: sophie, at: portal + "/")
            _ = try await town.signIn(try town.person("Claire"), in: claire, at: portal + "/")
            let file = portal + "/desk/hr/people/\(moussa)"
            var desk = try await sophie.open(file + "/reset")
            desk = try await sophie.submit(
                ["reason": "Se présente au guichet", "identified": "paper"],
                on: desk,
                form: desk.form(to: "/reset")
            )
            let asked = try await claire.open(portal + "/desk/team/people/\(moussa)/reset")
            _ = try await claire.submit([:], on: asked, form: asked.form(to: "/confirmation"))
            let code = try await issue(by: sophie, file)
            var mine = try await own.open(portal + "/reset")
            #expect(mine.words.contains("Une nouvelle lettre a été émise"))
            mine = try await own.submit([:], on: mine, form: mine.form(to: "/reset/end"))
            #expect(mine.heading == "C'est arrêté.")
            let thief = town.browser()
            let tried = try await open(code, in: thief, town)
            #expect(tried.form(to: "/activation") >= 0 && tried.form(to: "/activation/password") < 0)
            try await thief.close()
            #expect(try await own.open(portal + "/sessions").words.contains("Cette session"))
            #expect(try await sophie.open(file + "/reset").words.contains("ce n'était pas moi"))
            #expect(try await town.phoneMessages(to: try town.person("Claire")).contains("ne venait pas de lui"))
            for browser in browsers { try await browser.close() }
        }
    }

    /// The digits that stand large on a page, in its order.
    private func digits(of visit: Visit) throws -> [String] {
        visit.body.matches(of: /class="(?:secret )?big">(?<digits>[0-9 ]{7})</).map {
            String($0.digits.filter { $0 != " " })
        }
    }

    /// The desk issues a letter; the code that stands on it, this once.
    private func issue(by officer: Browser, _ file: String) async throws -> String {
        let check = try await officer.open(file + "/credentials")
        let wanted = ["language": "fr", "paper": "page"]
        let letter = try await officer.submit(wanted, on: check, form: check.form(to: "/credentials"))
        let code = letter.body.firstMatch(of: /<dd>(?<code>(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4})<\/dd>/)
        return String(try #require(code).code)
    }

    /// What the first page of the activation answers to the code of a letter.
    private func open(_ code: String, in phone: Browser, _ town: LivingTown) async throws -> Visit {
        let page = try await phone.open(town.portal + "/activation")
        let typed = ["identifier": moussa, "code": code]
        return try await phone.submit(typed, on: page, form: page.form(to: "/activation"))
    }

    /// A new phone: rules where they are new, password, authenticator, recovery codes, and the home page behind them.
    private func activate(_ code: String, _ password: String, _ town: LivingTown) async throws -> Visit {
        let phone = town.browser()
        var visit = try await open(code, in: phone, town)
        if visit.form(to: "/activation/charter") >= 0 {
            visit = try await phone.submit(["accept": "1"], on: visit, form: visit.form(to: "/activation/charter"))
        }
        visit = try await phone.submit(
            ["new-password": password],
            on: visit,
            form: visit.form(to: "/activation/password")
        )
        let typed = try #require(visit.body.firstMatch(of: /class="big">([A-Z2-7 ]+)</)).output.1
        let secret = try #require(Base32.bytes(typed.filter { $0 != " " }))
        let shown = Authenticator(secret: secret).code(step: Authenticator.step(at: Clock().now()))
        visit = try await phone.submit(["code": shown], on: visit, form: visit.form(to: "/activation/proof"))
        visit = try await phone.submit([:], on: visit, form: visit.form(to: "/activation/recovery"))
        _ = try await phone.submit([:], on: visit, form: visit.form(to: "/activation/finish"))
        visit = try await phone.open(town.portal + "/")
        try await phone.close()
        return visit
    }
}

extension LivingTown {
    var portal: String { "https://nomades.localhost:\(town.options.port)" }

    /// Changes the assignments of an agent as the next feed would.
    func put(_ change: String, to agent: String) async throws {
        try await server.installation.database.write {
            try $0.execute("UPDATE assignment SET \(sql: SQL(stringLiteral: change)) WHERE agent = \(agent)")
        }
    }

    /// How many mails were kept for an agent.
    func mails(to agent: String) async throws -> Int {
        try await server.installation.database.read { try MailStore.fates(of: agent, in: $0).count }
    }
}
