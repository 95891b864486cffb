import Crypto
import Foundation
import Testing
import TwoEngines

@testable import Store

/// Secrets are put where a slip would show them, then looked for in all that a log or an error could take.
@Suite struct `S-30: a secret` {
    @Test func `S-30: of the key file is in no description, mirror or dump`() throws {
        let file = KeyFile.forTests("2026-11-24")
        let shown = everyText(of: file) + everyText(of: [file]) + everyText(of: ["keys": file])
        #expect(shown.contains("2026-11-24"))
        #expect(!shown.contains(Data(file.keys[0].bytes).base64EncodedString()))
        #expect(!shown.contains(file.keys[0].bytes.prefix(3).map(String.init).joined(separator: " ")))
        #expect(!shown.contains("NamedKey"))
    }

    @Test func `S-30: in a Secret is in no description, mirror or dump`() {
        struct Holder { let password = Secret(text: "canari-bleu-17") }
        let shown = everyText(of: Secret(text: "canari-bleu-17")) + everyText(of: Holder())
        #expect(shown.contains("Secret"))
        #expect(!shown.contains("canari"))
        #expect(!shown.contains("99 97 110"))
    }

    @Test func `S-30: on a broken line of the key file is not in the message`() {
        let body = "nomade-keys 1\nkey canari-bleu-17\n"
        let digest = SHA256.hash(data: Array(body.utf8)).prefix(8)
        let whole = body + "end \(digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())\n"
        for (text, mistake) in [
            (body, KeyFileMistake.truncated(path: "nomade.key")), (whole, .malformed(path: "nomade.key", line: 2)),
        ] {
            let error = #expect(throws: KeyFileMistake.self) {
                try KeyFileText.read(Array(text.utf8), path: "nomade.key")
            }
            #expect(error == mistake && !everyText(of: error).contains("canari"))
        }
    }

    @Test(.onBothEngines) func `S-30: bound to a statement that fails is not in the error`() async throws {
        let database = try await Town.database()
        try await Town.settle("canari-bleu-17", "Ana", in: database)
        let statements: [SQL] = [
            "INSERT INTO agent VALUES (\("canari-bleu-17"), 'Ana', 1)",
            "INSERT INTO badge (agent, uses) VALUES ('1', \("canari-bleu-17"))",
            "INSERT INTO agent VALUES (\("canari-bleu-17"), NULL, 1)",
            "SELECT \("canari-bleu-17") FROM nowhere",
        ]
        for statement in statements {
            let error = await #expect(throws: StoreError.self) {
                try await database.write { try $0.execute(statement) }
            }
            #expect(!everyText(of: error).contains("canari"), "\(String(describing: error))")
        }
    }

    /// What a log, a debugger or a test report would show, with every run of other characters as one space.
    private func everyText(of value: Any?) -> String {
        var shown = "\(value as Any) " + String(reflecting: value)
        dump(value, to: &shown)
        return shown.split { !$0.isLetter && !$0.isNumber && !"+/=-".contains($0) }.filter { $0 != "-" }
            .joined(separator: " ")
    }
}
