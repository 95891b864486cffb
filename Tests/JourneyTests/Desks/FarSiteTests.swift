import Audit
import DemoTown
import Foundation
import People
import Portal
import SignIn
import Store
import Testing

/// Fatou of the DPE works far from the office, and nobody there can hand her a letter.
@Suite(.serialized) struct `A site far from the office` {
    private let fatou = "0416203"

    @Test func `NL-3, NL-6: a newcomer comes in without a letter, by reference, birth date and a code to her mobile`()
        async throws
    {
        try await LivingTown.live { town in
            let (portal, sophie, own) = (town.portal, town.browser(), town.browser())
            _ = try await town.signIn(try town.person("Sophie"), in: sophie, at: portal + "/")
            let file = try await sophie.open("\(portal)/desk/hr/people/\(fatou)")
            let check = try await sophie.open(portal + (try #require(file.link(to: "/no-letter"))))
            #expect(check.words.contains("se terminant par 12") && check.words.contains("14 jours"))
            let issued = try await sophie.submit([:], on: check, form: check.form(to: "/no-letter"))
            #expect(issued.status == 200 && issued.words.contains("Émis sans lettre"))

            var visit = try await dossier(in: town, by: own)
            #expect(visit.words.contains("Votre accès est prêt") && visit.words.contains("se terminant par 12"))
            visit = try await own.submit([:], on: visit, form: visit.form(to: "/dossier/code"))
            #expect(visit.status == 200)
            let sms = try await town.phoneMessages(to: "+33639984512")
            let code = try #require(sms.firstMatch(of: /#([0-9]{6})/)).output.1
            visit = try await own.submit(
                ["code": String(code)],
                on: visit,
                form: visit.form(to: "/dossier/code/proof")
            )
            #expect(visit.address.hasSuffix("/activation"))
            #expect(visit.form(to: "/activation/charter") >= 0 || visit.form(to: "/activation/password") >= 0)
            for browser in [sophie, own] { try await browser.close() }
        }
    }

    @Test func `EL-2, EL-3, EL-5: a letter goes to the head of site, and opens the activation once it was handed over`()
        async throws
    {
        try await LivingTown.live { town in
            let (portal, sophie, moussa) = (town.portal, town.browser(), town.browser())
            _ = try await town.signIn(try town.person("Sophie"), in: sophie, at: portal + "/")
            _ = try await town.signIn(try town.person("Moussa"), in: moussa, at: portal + "/")
            let check = try await sophie.open("\(portal)/desk/hr/people/\(fatou)/credentials")
            #expect(check.words.contains("Moussa DIALLO"))
            let wanted = ["language": "fr", "paper": "page", "entrusted": "0408112"]
            let letter = try await sophie.submit(wanted, on: check, form: check.form(to: "/credentials"))
            #expect(letter.words.contains("Moussa Diallo vous remet cette lettre en main propre"))
            let found = letter.body.firstMatch(of: /<dd>(?<code>(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4})<\/dd>/)
            let code = String(try #require(found).code)
            let file = try await sophie.open("\(portal)/desk/hr/people/\(fatou)")
            #expect(file.words.contains("Lettre confiée à Moussa Diallo, pas encore remise"))
            #expect(try await town.phoneMessages(to: try town.person("Moussa")).contains("vous confie une lettre"))
            #expect(try await activate(code, town).form(to: "/activation") >= 0)
            let handing = "votre responsable sur place vous remet votre lettre"
            #expect(try await dossier(in: town).words.contains(handing))

            let person = try await moussa.open("\(portal)/desk/team/people/\(fatou)")
            var page = try await moussa.open(portal + (try #require(person.link(to: "/letter"))))
            page = try await moussa.submit([:], on: page, form: page.form(to: "/letter"))
            #expect(page.status == 422 && page.body.contains("id=\"identified-mistake\""))
            page = try await moussa.submit(["identified": "paper"], on: page, form: page.form(to: "/letter"))
            #expect(page.status == 200 && page.link(to: "/letter") == nil)
            let begun = try await activate(code, town)
            #expect(begun.form(to: "/activation/charter") >= 0 || begun.form(to: "/activation/password") >= 0)
            #expect(try await !dossier(in: town).words.contains(handing))
            for browser in [sophie, moussa] { try await browser.close() }
        }
    }

    /// What the first page of the activation answers to the code of Fatou's letter.
    private func activate(_ code: String, _ town: LivingTown) async throws -> Visit {
        let browser = town.browser()
        let page = try await browser.open(town.portal + "/activation")
        let typed = ["identifier": fatou, "code": code]
        let visit = try await browser.submit(typed, on: page, form: page.form(to: "/activation"))
        try await browser.close()
        return visit
    }

    /// Fatou's dossier, by its reference and her birth date.
    private func dossier(in town: LivingTown, by browser: Browser) async throws -> Visit {
        let page = try await browser.open(town.portal + "/dossier")
        let typed = ["reference": try await reference(in: town), "day": "14", "month": "3", "year": "1999"]
        return try await browser.submit(typed, on: page, form: page.form(to: "/dossier"))
    }

    private func dossier(in town: LivingTown) async throws -> Visit {
        let browser = town.browser()
        let visit = try await dossier(in: town, by: browser)
        try await browser.close()
        return visit
    }

    private func reference(in town: LivingTown) async throws -> String {
        let (installation, fatou) = (town.server.installation, fatou)
        return try await installation.database.read {
            try #require(try DossierStore.reference(of: fatou, keys: installation.keys, in: $0)).text
        }
    }
}
