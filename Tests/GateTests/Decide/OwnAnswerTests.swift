import Gate
import HTTPTypes
import Hummingbird
import Testing
import Web

@Suite struct `The gate's own answer` {
    @Test func `has words in both languages for each refusal`() {
        let texts = Texts(GateWords.parts.texts)
        #expect(texts.faults.isEmpty)
        for language in [Language.fr, .en] {
            for refusal in RequestRefusal.allCases {
                for part in ["", ".why", ".now"] {
                    #expect(texts.has(refusal.rawValue + part, in: language), "\(refusal)\(part)")
                }
            }
        }
        #expect(texts.codes(in: .fr) == texts.codes(in: .en))
    }

    @Test func `S-11: carries the strict headers of every answer of ours`() async throws {
        for refusal in RequestRefusal.allCases {
            for wantsPage in [true, false] {
                let response = OwnAnswer.response(to: refusal, wantsPage: wantsPage)
                #expect(response.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
                #expect(response.headers[.xContentTypeOptions] == "nosniff")
                #expect(response.headers[.cacheControl] == "no-store")
                #expect(response.headers[.strictTransportSecurity] != nil)
                #expect(response.status.code == refusal.status)
            }
        }
    }
}
