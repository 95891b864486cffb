import Crypto
import Hummingbird
import Logging
import NIOCore
import Policy
import Testing

@testable import Web

/// A request of Claire's from home, at 14 h 02 on Tuesday 24 November 2026.
func context(_ language: Language = .fr) -> PageContext {
    var context = PageContext(
        source: PageSource(
            logger: Logger(label: "test"),
            connection: ClientConnection(channel: .nomade, peer: "192.0.2.7", port: 8443),
            now: Instant(seconds: 1_795_525_320)
        )
    )
    context.language = language
    context.ownPath = "/"
    context.binding = "probe:0"
    return context
}

func shell(_ parts: [PageParts] = []) throws -> Shell {
    let site = Site(city: "Ville de Nomades", host: "nomades.localhost") { _ in
        3600
    } help: { _ in
        HelpContact(name: "UGD de la DPE", office: "bureau 214", phone: "01 99 00 45 10", hours: "9 h – 17 h")
    }
    return try Shell(site: site, parts: parts, formKey: SymmetricKey(size: .bits256))
}

@Suite struct `A page` {
    @Test func `X-1: has one h1, the city, the host, help and a reference`() throws {
        let html = try shell().html(FaultPage.incident(path: "/").page, in: context())
        #expect(html.components("<h1") == 1)
        for part in ["Ville de Nomades", "nomades.localhost", "UGD de la DPE", "14 h 02", "#main", "lang=\"fr\""] {
            #expect(html.replacing("\u{A0}", with: " ").contains(part), "\(part)")
        }
    }
}

extension String {
    func components(_ part: String) -> Int { ranges(of: part).count }
}
