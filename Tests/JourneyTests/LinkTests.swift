import AsyncHTTPClient
import NIOHTTP1
import Testing

@Suite(.serialized) struct `A link on a page of the door` {
    @Test(arguments: ["iframe", "document"])
    func `S-18: never leads to the host that a target names behind two slashes`(place: String) async throws {
        try await LivingTown.live { town in
            let browser = town.browser()
            let address = town.address(of: "intranet") + "/evil.example/"
            var request = browser.request(place == "document" ? .POST : .GET, address, accept: "text/html")
            request.headers.replaceOrAdd(name: "Sec-Fetch-Site", value: "cross-site")
            request.headers.replaceOrAdd(name: "Sec-Fetch-Dest", value: place)
            let visit = try await browser.exchange(request)
            #expect(visit.body.contains("href=\"\(address)\""))
            #expect(!visit.body.contains("\"//evil.example"))
            try await browser.close()
        }
    }
}
