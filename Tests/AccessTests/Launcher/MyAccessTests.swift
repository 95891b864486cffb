import City
import Policy
import Testing
import Web

@testable import Access

@Suite struct `My access` {
    private func html(_ language: Language = .fr) throws -> String {
        let city = try Town.city()
        let shell = try Town.shell(city)
        let access = MyAccess(
            launcher: Launcher(city: city) { Town.question($0.key, city: city) },
            city: city,
            question: Town.question("", city: city),
            pages: RefusalPages(city: city, texts: shell.texts),
            asking: try Town.asking(language)
        )
        let page = access.page(printedAt: "/my-access?view=print")
        return try shell.html(page, in: Town.context(language, caller: Town.caller)).replacing("\u{A0}", with: " ")
    }

    @Test func `X-2: says of each app whether it opens, by which rule, else why not and whom to ask`() throws {
        let french = try html()
        #expect(french.contains("IntraNomades") && french.contains("Par la règle 1 de l&#39;application"))
        #expect(french.contains("Paie RH ne s&#39;ouvre pas depuis l&#39;extérieur."))
        #expect(french.contains("UGD de la DPE, bureau 214, 01 99 00 45 10"))
        #expect(try html(.en).contains("By rule 1 of the app"))
    }
}
