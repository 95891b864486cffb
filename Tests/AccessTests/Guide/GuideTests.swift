import City
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
        let guide = GuidePages(city: city, shell: try Town.shell(city))
        let page = try #require(guide.page(of: "dpe"))
        let html = try Town.shell(city).html(page, in: Town.context(language))
        for said in [
            identifier, issuer, "UGD de la DPE", "bureau 214", "01 99 00 45 20", "nomades.localhost", "?view=print",
        ] {
            #expect(html.contains(said), "\(said)")
        }
    }

    @Test func `knows nothing of a structure that the city file does not name`() throws {
        let city = try Town.city()
        #expect(GuidePages(city: city, shell: try Town.shell(city)).page(of: "absente") == nil)
    }

    @Test func `leads to every structure from its first page`() throws {
        let city = try Town.city()
        let shell = try Town.shell(city)
        let html = try shell.html(GuidePages(city: city, shell: shell).contents, in: Town.context(.fr))
        for key in city.departments.keys { #expect(html.contains("/guide/\(key)\"")) }
    }
}
