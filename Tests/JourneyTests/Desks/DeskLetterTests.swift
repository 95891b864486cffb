import Audit
import DemoTown
import Foundation
import NIOHTTP1
import People
import Policy
import Portal
import Store
import Testing

/// Letters from the HR desk, over the whole server: what is shown once, and what is left of it.
@Suite(.serialized) struct `Letters at the HR desk` {
    private let fatou = "0416203"

    @Test func `LE-3, S-30: are shown once under their own policy, and their code stands nowhere else`() async throws {
        try await LivingTown.live { town in
            let (sophie, portal) = try await Self.enter(town)
            let check = try await sophie.open("\(portal)/desk/hr/people/\(fatou)/credentials")
            #expect(check.status == 200 && check.body.contains("Fatou TRAORÉ, 0416203"))
            let place = check.form(to: "/credentials")
            let letter = try await sophie.submit(["language": "fr", "paper": "page"], on: check, form: place)
            let code = try #require(Self.code(in: letter.body))
            #expect(letter.status == 200 && letter.link(to: "/desk/hr/people/\(fatou)") != nil)
            let policy = letter.headers.first(name: "content-security-policy") ?? ""
            #expect(policy.contains("default-src 'none'; style-src 'sha256-") && !policy.contains("'self'"))
            #expect(letter.headers.first(name: "cache-control") == "no-store")
            #expect(letter.headers.first(name: "nomade-shown-once") == nil)
            let again = try await sophie.submit(["language": "fr", "paper": "page"], on: check, form: place)
            #expect(again.status == 409 && Self.code(in: again.body) == nil)
            #expect(again.link(to: "/desk/hr/people/\(fatou)") != nil)
            for secret in [code, code.replacing(" ", with: "")] {
                #expect(try await !Self.everything(in: town).contains(secret))
            }
            let person = try await sophie.open("\(portal)/desk/hr/people/\(fatou)")
            #expect(person.words.contains("Identifiants émis") && !person.body.contains(code))
            try await sophie.close()
        }
    }

    @Test func `LE-2, LE-3: for thirty come as one tagged PDF of thirty pages, with one audit entry each`() async throws
    {
        try await LivingTown.live { town in
            let numbers = (0..<30).map { String(9_000_000 + $0) }
            try await Self.settle(numbers, in: town)
            let (sophie, portal) = try await Self.enter(town)
            let list = try await sophie.open("\(portal)/desk/hr?q=Nouvelle")
            let check = try await sophie.submit(["every": "1"], on: list, form: list.form(to: "/desk/hr/batch"))
            #expect(check.heading == "Lettres pour 30 personnes")
            let place = check.form(to: "/batch/credentials")
            let pdf = try await sophie.submit(["paper": "pdf"], on: check, form: place)
            #expect(pdf.status == 200 && pdf.headers.first(name: "content-type") == "application/pdf")
            let about = try Self.pdfinfo(pdf.bytes)
            #expect(about.contains("Tagged:          yes") && about.contains("Pages:           30"))
            let entries = try await town.server.installation.database.read { reading in
                try numbers.map { try AuditLog.entries(about: $0, limit: 10, in: reading) }
            }
            #expect(entries.allSatisfy { $0.count { $0.entry.act == "credential.issue" } == 1 })
            let again = try await sophie.submit(["paper": "pdf"], on: check, form: place)
            #expect(again.status == 409 && again.words.contains("Une lettre a été émise depuis cette page"))
            try await sophie.close()
        }
    }

    /// Sophie's browser, signed in, and the portal.
    private static func enter(_ town: LivingTown) async throws -> (Browser, String) {
        let portal = String(town.address(of: "portal").dropLast()).replacing("portal.", with: "")
        let browser = town.browser()
        _ = try await town.signIn(try town.person("Sophie"), in: browser, at: portal + "/sign-in")
        return (browser, portal)
    }

    /// The code of the first letter of a page.
    private static func code(in html: String) -> String? {
        html.firstMatch(of: /<dd>(?<code>(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4})<\/dd>/).map { String($0.code) }
    }

    /// Newcomers of Sophie's department, as a feed would bring them.
    private static func settle(_ numbers: [String], in town: LivingTown) async throws {
        let (installation, now) = (town.server.installation, Clock().now())
        try await installation.database.write { transaction in
            for number in numbers {
                try transaction.execute(
                    """
                    INSERT INTO agent (number, birth_name, first_names, language, credential, credential_since)
                    VALUES (\(number), 'NOUVELLE', \("Agente \(number.suffix(2))"), 'fr', 'declared', \(now.seconds))
                    """
                )
                try transaction.execute(
                    "INSERT INTO identifier (text, agent, given_at) VALUES (\("nouvelle\(number)"), \(number), 0)"
                )
                try transaction.execute(
                    """
                    INSERT INTO assignment (agent, department, position, first_day)
                    VALUES (\(number), 'dpe', 'contract', '2026-01-01')
                    """
                )
            }
            try DossierStore.openMissing(by: .program, keys: installation.keys, at: now, in: transaction)
        }
    }

    /// Every row of the tables that know of letters.
    private static func everything(in town: LivingTown) async throws -> String {
        try await town.server.installation.database.read { reading in
            try [
                reading.query("SELECT * FROM activation_code"), reading.query("SELECT * FROM audit_entry"),
                reading.query("SELECT * FROM message"), reading.query("SELECT * FROM dossier_step"),
            ]
            .flatMap { $0.map { "\($0)" } }.joined()
        }
    }

    private static func pdfinfo(_ pdf: [UInt8]) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "nomade-batch-\(UUID().uuidString).pdf")
        try Data(pdf).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/pdfinfo")
        process.arguments = [file.path]
        process.standardOutput = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }
}
