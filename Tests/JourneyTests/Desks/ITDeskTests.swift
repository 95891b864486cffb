import Audit
import DemoTown
import Foundation
import People
import Policy
import Portal
import Store
import Testing
import Web

@Suite(.serialized, .enabled(if: Slapd.isInstalled)) struct `The desk of an IT contact` {
    private let fatou = "0416203"
    private let eloise = "0403344"
    private let name = "uid=fatou.traore,\(Slapd.people)"

    /// A town with a directory, and Karim signed in: IT contact of the DPE too.
    private func live(
        more: String = "write: true",
        _ story: (Slapd, LivingTown, Browser, String) async throws -> Void
    ) async throws {
        try await Slapd.live { slapd in
            let section = try slapd.section(more: more)
            try await LivingTown.live(editing: { $0 + "\n" + section }) { town in
                try await town.server.installation.database.write {
                    try $0.execute(
                        """
                        INSERT INTO assignment (agent, department, function, function_title, position, first_day)
                        VALUES ('0409876', 'dpe', 'it', 'it', 'tenured', '2020-01-01')
                        """
                    )
                }
                let desk = "https://nomades.localhost:\(town.town.options.port)/desk/it"
                let karim = town.browser()
                #expect(try await town.signIn(try town.person("Karim"), in: karim, at: desk).status == 200)
                // His own language is English.
                _ = try await karim.open(desk + "?lang=fr")
                try await story(slapd, town, karim, desk)
                try await karim.close()
            }
        }
    }

    private func acts(about number: String, in town: LivingTown) async throws -> [String] {
        try await town.server.installation.database.read {
            try AuditLog.entries(about: number, limit: 50, in: $0).map(\.entry.act)
        }
    }

    private func agent(_ number: String, in town: LivingTown) async throws -> Agent? {
        try await town.server.installation.database.read { try AgentStore.agent(number, in: $0) }
    }

    @Test
    func
        `DI-8, DI-10, DI-11, DI-13, X-18: creates the profile that a newcomer waits for, as shown, and the dossier goes on`()
        async throws
    {
        try await live { slapd, town, karim, desk in
            let list = try await karim.open(desk)
            #expect(list.words.contains("Fatou TRAORÉ") && !list.words.contains("Moussa"))
            let page = try await karim.open("\(desk)/people/\(fatou)")
            #expect(page.words.contains("L'annuaire n'a pas de profil avec ce matricule."))
            #expect(page.words.contains("Nom sn manque dans l'annuaire Traoré"))
            #expect(try slapd.entries().isEmpty)
            #expect(page.link(to: "/profile") != nil)
            let check = try await karim.open("\(desk)/people/\(fatou)/profile")
            #expect(check.words.contains(name) && check.words.contains("telephoneNumber rien +33639984512"))
            #expect(try slapd.entries().isEmpty)
            var forged = check.forms[check.form(to: "/profile")].hidden
            forged["plan"] = String(repeating: "0", count: 64)
            let refused = try await karim.submit(forged, on: check, form: check.form(to: "/profile"))
            #expect(refused.status == 409 && refused.words.contains("Rien n'a été écrit"))
            #expect(try slapd.entries().isEmpty)
            let done = try await karim.submit([:], on: check, form: check.form(to: "/profile"))
            #expect(done.status == 200 && done.words.contains("dit la même chose"))
            let kept = try #require(try slapd.entries().first)
            #expect(kept["sn"] == [Array("Traoré".utf8)] && kept["employeeNumber"] == [Array(fatou.utf8)])
            #expect(try await agent(fatou, in: town)?.credential.step == .profileCreated)
            let acts = try await acts(about: fatou, in: town)
            #expect(
                acts.filter { $0 != "profile.viewed" && $0 != "desk.refused" }.prefix(3) == [
                    "credential.create-profile", "profile.created", "profile.write-begun",
                ]
            )
            #expect(try await !karim.open(desk).words.contains("Fatou TRAORÉ"))
        }
    }

    @Test func `DI-7, DI-8, DI-9: mends what differs after showing both, and the step is made from what was found`()
        async throws
    {
        try await live { slapd, town, karim, desk in
            try slapd.change(
                """
                dn: \(name)
                objectClass: inetOrgPerson
                uid: fatou.traore
                cn: Fatou Traoré
                sn: TRAORE
                givenName: Fatou
                mail: ancienne@nomades.example
                telephoneNumber: 06 39 98 45 12
                employeeNumber: \(fatou)
                description: <b>à garder</b>

                """,
                by: "ldapadd"
            )
            let page = try await karim.open("\(desk)/people/\(fatou)")
            #expect(page.words.contains("Nom sn pareil") && page.words.contains("Téléphone telephoneNumber pareil"))
            #expect(
                page.words.contains("Courriel mail différent fatou.traore@courriel.example ancienne@nomades.example")
            )
            #expect(page.words.contains("Direction departmentNumber manque dans l'annuaire DPE"))
            let stepped = try await karim.submit([:], on: page, form: page.form(to: "/profile/step"))
            #expect(stepped.status == 200 && stepped.form(to: "/profile/step") == -1)
            #expect(try await agent(fatou, in: town)?.credential.step == .profileCreated)
            let check = try await karim.open("\(desk)/people/\(fatou)/profile")
            #expect(check.words.contains("mail ancienne@nomades.example fatou.traore@courriel.example"))
            #expect(!check.words.contains("telephoneNumber") && !check.words.contains("description"))
            let done = try await karim.submit([:], on: check, form: check.form(to: "/profile"))
            #expect(done.words.contains("dit la même chose"))
            let kept = try #require(try slapd.entries().first)
            #expect(kept["mail"] == [Array("fatou.traore@courriel.example".utf8)])
            #expect(kept["description"]?.count == 1 && kept["sn"] == [Array("TRAORE".utf8)])
            _ = try await karim.submit([:], on: check, form: check.form(to: "/profile"))
            #expect(try await acts(about: fatou, in: town).count { $0 == "profile.mended" } == 1)
        }
    }

    @Test func `DI-17, X-6: says that the directory does not answer, with what to do, and shows the rest`() async throws
    {
        try await live { slapd, town, karim, desk in
            let check = try await karim.open("\(desk)/people/\(fatou)/profile")
            slapd.stop()
            let began = ContinuousClock.now
            let page = try await karim.open("\(desk)/people/\(fatou)")
            #expect(began.duration(to: .now) < .seconds(10))
            #expect(page.status == 200 && page.words.contains("L'annuaire ne répond pas."))
            #expect(page.words.contains("Réessayez dans quelques minutes") && page.words.contains("Appareils"))
            #expect(page.link(to: "/profile") == nil && page.form(to: "/step") == -1)
            let refused = try await karim.submit([:], on: check, form: check.form(to: "/profile"))
            #expect(refused.status == 502 && refused.words.contains("L'annuaire ne répond pas."))
            #expect(try await agent(fatou, in: town)?.credential.step == .declared)
            #expect(try await !acts(about: fatou, in: town).contains("profile.write-begun"))
        }
    }

    @Test func `writes nothing where the city only reads, nor for the own profile`() async throws {
        try await live(more: "write: false") { slapd, town, karim, desk in
            let page = try await karim.open("\(desk)/people/\(fatou)")
            #expect(page.link(to: "/profile") == nil)
            #expect(page.words.contains("Faites créer ou corriger le profil par l'équipe qui tient l'annuaire."))
            let refused = try await karim.open("\(desk)/people/\(fatou)/profile")
            #expect(refused.status == 403 && refused.words.contains("Revenir"), "no button without words")
            let own = try await karim.open("\(desk)/people/0409876")
            #expect(own.words.contains("Ce profil est le vôtre"))
            #expect(try await karim.open("\(desk)/people/0409876/profile").status == 403)
            #expect(try slapd.entries().isEmpty)
        }
    }

    @Test func `DI-15, S-30: shows devices by date and number, and no secret`() async throws {
        try await live { _, town, karim, desk in
            let moussa = try town.person("Moussa")
            let his = town.browser()
            _ = try await town.signIn(moussa, in: his, at: desk.replacing("/desk/it", with: "/"))
            let page = try await karim.open("\(desk)/people/\(moussa.employeeNumber)")
            #expect(page.words.contains("Application de codes enregistrée."))
            #expect(page.words.contains("Navigateur connu : deux preuves données le"))
            #expect(!page.body.contains(moussa.totpSecret ?? "?"))
            let fresh = try await karim.open("\(desk)/people/\(fatou)")
            #expect(fresh.words.contains("Aucun navigateur connu"))
            try await his.close()
        }
    }

    @Test func `DI-16, S-28: opens the trace behind a reference of the own people, and answers any other like none`()
        async throws
    {
        try await live { _, town, karim, desk in
            var references: [String: String] = [:]
            for first in ["Moussa", "Claire"] {
                let (browser, person) = (town.browser(), try town.person(first))
                let refused = try await town.signIn(person, in: browser, at: town.address(of: "rh"))
                #expect(refused.status == 403, "\(first)")
                let shown = try #require(refused.words.firstMatch(of: /[2-9A-HJKMNP-TW-Z]{3}-[2-9A-HJKMNP-TW-Z]{3}/))
                references[first] = String(shown.output)
                try await browser.close()
            }
            func ask(_ reference: String) async throws -> Visit {
                let list = try await karim.open(desk)
                return try await karim.submit(["reference": reference], on: list, form: list.form(to: "/traces"))
            }
            let own = try await ask(try #require(references["Moussa"]).lowercased())
            #expect(own.status == 200 && own.words.contains("Moussa DIALLO") && own.words.contains("clause 1"))
            #expect(own.words.contains("policy.function") && own.words.contains("Où la demande s'est arrêtée"))
            let foreign = try await ask(try #require(references["Claire"]))
            let absent = try await ask("222-222")
            #expect(foreign.status == 404 && absent.status == 404)
            #expect(foreign.unmarked(without: "…") == absent.unmarked(without: "…"))
            let slip = try await ask("K7M-4Q")
            #expect(slip.status == 422 && slip.words.contains("Une référence a six caractères"))
            #expect(try await acts(about: "0408112", in: town).contains("trace.viewed"))
        }
    }
}
