import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite struct `A cookie of ours` {
    @Test(arguments: CookieKind.allCases)
    func `S-12: is bound to its host, and secure`(kind: CookieKind) {
        #expect(kind.rawValue.hasPrefix("__Host-"))
        for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
            #expect(kind.setting("x").contains(part))
            #expect(kind.clearing().contains(part))
        }
        #expect(!kind.setting("x").contains("Domain"))
    }

    @Test func `S-12: is not believed when two have its name`() {
        let headers: HTTPFields = [.cookie: "__Host-nomade=a; other=1; __Host-nomade=b"]
        #expect(CookieKind.portal.reading(headers) == .doubled)
        #expect(CookieKind.portal.reading([.cookie: "__Host-nomade=a"]).value == "a")
        #expect(CookieKind.portal.reading([.cookie: "x__Host-nomade=a"]) == .absent)
    }

    @Test(arguments: ["__Host-nomade =b", "\t__Host-nomade\t=b", " __Host-nomade=b "])
    func `S-12: is seen twice however the second is spaced, as the gate sees it`(second: String) {
        #expect(CookieKind.portal.reading([.cookie: "__Host-nomade=a;\(second)"]) == .doubled)
        #expect(CookieKind.portal.reading([.cookie: second]).value == "b")
        #expect(CookieKind.portal.reading([.cookie: "__Host-nomade; __Host-nomade=b"]) == .doubled)
    }

    @Test func `X-34: stands in the list of docs/designs/cookies.md, and no other does`() throws {
        let root = URL(filePath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
        let text = try String(contentsOfFile: "\(root)/docs/designs/cookies.md", encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
        let expected = CookieKind.allCases.map { kind in
            "| `\(kind.rawValue)` | \(kind.lifetime.map(String.init) ?? "until the browser closes") |"
        }
        #expect(rows.count == expected.count)
        for (row, start) in zip(rows, expected) { #expect(row.hasPrefix(start)) }
    }
}
