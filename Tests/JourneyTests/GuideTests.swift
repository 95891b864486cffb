import AsyncHTTPClient
import City
import DemoTown
import Foundation
import NIOCore
import NIOHTTP1
import People
import Portal
import Store
import Testing

@Suite(.serialized) struct `Under a contact of the guide` {
    @Test func `CT-4, CT-5: a caller says whether somebody answered, and one source counts three times an hour`()
        async throws
    {
        try await LivingTown.live { town in
            let address = "https://nomades.localhost:\(town.town.options.port)/guide/dpe"
            let browser = town.browser()
            for _ in 0..<5 {
                let page = try await browser.open(address)
                #expect(page.words.contains("Quelqu'un a répondu ?"))
                let form = page.form(to: "/guide/dpe/contacts/ugd-dpe/answer")
                let thanks = try await browser.submit(["answer": "no"], on: page, form: form)
                #expect(thanks.status == 200 && thanks.words.contains("Merci. Votre réponse sur « UGD de la DPE »"))
            }
            let city = try City.read(path: town.town.files.city)
            let contact = try #require(city.contacts["ugd-dpe"])
            let standing = try await town.server.installation.database.read {
                try ContactStore.standings(of: [contact], on: city.day(of: Clock().now()), from: $0)
            }
            #expect(standing.map(\.answers.no) == [3] && standing.map(\.answers.yes) == [0])
            #expect(standing[0].isSilent)
            try await browser.close()
        }
    }

    @Test func `CT-4: a word about a contact of another structure, or an unknown word, opens nothing`() async throws {
        try await LivingTown.live { town in
            let portal = "https://nomades.localhost:\(town.town.options.port)"
            let browser = town.browser()
            for (path, answer) in [("dpe/contacts/ugd-dasco", "yes"), ("dpe/contacts/ugd-dpe", "peut-être")] {
                let page = try await browser.open(portal + "/guide/dpe")
                let form = page.forms[page.form(to: "/ugd-dpe/answer")]
                var request = browser.request(.POST, portal + "/guide/\(path)/answer", accept: "text/html")
                request.headers.replaceOrAdd(name: "Content-Type", value: "application/x-www-form-urlencoded")
                request.headers.add(name: "Origin", value: portal)
                request.headers.replaceOrAdd(name: "Sec-Fetch-Site", value: "same-origin")
                let fields = form.hidden.merging(["answer": answer]) { $1 }.map { "\($0)=\(escaped($1))" }
                request.body = .bytes(ByteBuffer(string: fields.joined(separator: "&")))
                #expect(try await browser.exchange(request).status == 404)
            }
            try await browser.close()
        }
    }

    private func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
