import HTTPTypes
import Testing

@testable import Access

@Suite struct `A browser's age` {
    @Test(arguments: [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", BrowserAge.recent),
        ("Mozilla/5.0 (Windows NT 10.0; rv:102.0) Gecko/20100101 Firefox/102.0", .old),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            .recent
        ),
        ("Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36", .old),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) Version/15.6 Mobile/15E148 Safari/604.1", .old),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) CriOS/99.0 Mobile/15E148 Safari/604.1", .recent),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15", .recent),
        ("Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko", .old),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) [FBAN/FBIOS]", .inApp),
        ("curl/8.5.0", .unknown), ("Firefox/", .unknown), ("Chrome/99999999999999999999", .recent), ("", .unknown),
    ])
    func `RD-6: is read from its own word, and not guessed where there is none`(agent: String, age: BrowserAge) {
        #expect(BrowserAge([.userAgent: agent]) == age)
    }
}
