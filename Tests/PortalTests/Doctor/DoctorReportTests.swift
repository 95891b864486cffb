import City
import Foundation
import Testing

@testable import Portal

@Suite struct `The doctor's report` {
    static let checks: [Check] = [
        .ok(.upstreams, "app intranet", "answers (200)"),
        .ok(.file, "nomade.yaml", "read, 0644"),
        .warn(.keys, "tls.key", "a group may use the private key (mode 0640)", fix: "chmod 0600 tls.key"),
        .fail(.names, "app paie", "no such name in the DNS", fix: "add to the DNS:  paie. CNAME nomades."),
    ]

    @Test func `X-62: goes layer by layer, each with its cause and the command that mends it`() {
        #expect(
            DoctorReport(Self.checks).text == """
                file
                  ok    nomade.yaml: read, 0644
                keys
                  warn  tls.key: a group may use the private key (mode 0640)
                        fix: chmod 0600 tls.key
                names
                  FAIL  app paie: no such name in the DNS
                        fix: add to the DNS:  paie. CNAME nomades.
                upstreams
                  ok    app intranet: answers (200)

                4 checks: 2 ok, 1 to look at, 1 failed

                """
        )
    }

    @Test func `X-61: is one JSON document for programs`() throws {
        struct Document: Decodable {
            let verdict: String
            let ok: Int
            let warn: Int
            let fail: Int
            let checks: [Check]
        }
        let document = try JSONDecoder().decode(Document.self, from: Data(DoctorReport(Self.checks).json.utf8))
        #expect((document.verdict, document.ok, document.warn, document.fail) == ("fail", 2, 1, 1))
        #expect(document.checks == Self.checks)
    }

    @Test func `X-62: is a no when a check failed, and only then`() {
        #expect(!DoctorReport(Self.checks).isWell)
        #expect(DoctorReport(Array(Self.checks.prefix(3))).isWell)
    }

    @Test func `S-41: obeys no control character that an upstream or a file put in`() {
        let report = DoctorReport([.ok(.upstreams, "x\u{1B}[2J", "a\nok    forged: fine")])
        #expect(!report.text.unicodeScalars.contains("\u{1B}"))
        #expect(!report.text.contains("\nok    forged"))
    }

    @Test func `X-60: says each mistake of a city file that is not understood`() throws {
        let error = #expect(throws: CityMistakes.self) { try City.read(text: "city: {nom: x}\n", path: "nomade.yaml") }
        let mistakes = try #require(error)
        let checks = Doctor.checks(of: mistakes)
        #expect(checks.count == mistakes.mistakes.count)
        #expect(checks.allSatisfy { $0.verdict == .fail && $0.layer == .file && $0.name.hasPrefix("nomade.yaml:") })
    }
}
