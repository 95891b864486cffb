import DemoTown
import Testing

@Suite(.serialized) struct `An app with a rule by path` {
    @Test func `P-11: lets Sophie into the staff files at the office and keeps their pay closed, with its own reason`()
        async throws
    {
        try await LivingTown.live { town in
            let office = "https://rh.nomades.localhost:\(town.town.options.port + 1)"
            let browser = town.browser()
            let home = try await town.signIn(try town.person("Sophie"), in: browser, at: "\(office)/")
            #expect(home.status == 200 && home.address == "\(office)/")
            let french = try await browser.open("\(office)/paie/2026?mois=3")
            #expect(french.status == 403)
            #expect(french.words.contains("Dossiers RH, chemin /paie"))
            #expect(french.words.contains("UGD de la DPE"))
            try await browser.close()
            let other = town.browser()
            let english = try await town.signIn(try town.person("Karim"), in: other, at: "\(office)/paie/")
            #expect(english.status == 403)
            #expect(english.words.contains("Dossiers RH, path /paie"))
            try await other.close()
        }
    }

    @Test func `S-2: refuses every other spelling of the closed path, in both languages`() async throws {
        try await LivingTown.live { town in
            let office = "https://rh.nomades.localhost:\(town.town.options.port + 1)"
            let browser = town.browser()
            _ = try await town.signIn(try town.person("Sophie"), in: browser, at: "\(office)/")
            for path in ["/%70aie", "/Paie", "/x;/paie", "/x//paie", "/x%2Fpaie", "/paie%2F2026", "/paie."] {
                let visit = try await browser.open(office + path)
                #expect(visit.status == 400, "\(path)")
                #expect(visit.heading == "Cette adresse peut se lire de deux façons.", "\(path)")
                #expect(visit.words.contains("règles par chemin"), "\(path)")
            }
            try await browser.close()
            let other = town.browser()
            other.language = "en"
            let visit = try await town.signIn(try town.person("Karim"), in: other, at: "\(office)/%70aie")
            #expect(visit.heading == "This address can be read in two ways." && visit.words.contains("rules by path"))
            try await other.close()
        }
    }
}
