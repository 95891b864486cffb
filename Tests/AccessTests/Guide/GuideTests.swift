import City
import People
import Testing
import Web

@testable import Access

@Suite struct `The guide` {
    @Test(arguments: [
        (Language.fr, "Votre matricule, avec ses zéros", "vous les remet"),
        (Language.en, "Your employee number with its zeros", "hands them over"),
    ])
    func `tells a newcomer identifier, issuer, second proof and whom to call`(
        language: Language,
        identifier: String,
        issuer: String
    ) throws {
        let city = try Town.city()
        let guide = try Town.guide(city)
        let page = try #require(guide.page(of: "dpe"))
        let html = try Town.shell(city).html(page, in: Town.context(language))
        for said in [
            identifier, issuer, "UGD de la DPE", "bureau 214", "01 99 00 45 20", "nomades.localhost", "?view=print",
        ] {
            #expect(html.contains(said), "\(said)")
        }
    }

    @Test(arguments: [
        (DossierDelay(days: 4, cases: 12), "4 jours en général", "constatée sur 12 dossiers"),
        (nil, "Nous ne pouvons pas encore le dire", "Votre dossier montre"),
    ])
    func `CT-7: tells how long it took lately, or that it cannot tell yet`(
        delay: DossierDelay?,
        said: String,
        besides: String
    ) throws {
        let city = try Town.city()
        let page = try #require(try Town.guide(city).page(of: "dpe", delay))
        let html = try Town.shell(city).html(page, in: Town.context(.fr))
        #expect(html.contains(said) && html.contains(besides))
    }

    @Test func `knows nothing of a structure that the city file does not name`() throws {
        let city = try Town.city()
        #expect(try Town.guide(city).page(of: "absente") == nil)
    }

    @Test func `leads to every structure from its first page`() throws {
        let city = try Town.city()
        let shell = try Town.shell(city)
        let html = try shell.html(try Town.guide(city).contents, in: Town.context(.fr))
        for key in city.departments.keys { #expect(html.contains("/guide/\(key)\"")) }
    }
}
