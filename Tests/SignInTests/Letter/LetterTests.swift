import Audit
import City
import Foundation
import People
import Policy
import Store
import Testing
import TwoEngines
import Web

@testable import SignIn

@Suite(.serialized) struct `An activation letter` {
    private let town: SmallTown
    private let desk: LetterDesk
    private let paper: LetterPaper

    init() async throws {
        town = try await SmallTown()
        let messages = MessageDesk(town.database, by: town.phone.carry)
        desk = LetterDesk(town.city, database: town.database, keys: town.keys, messages: messages)
        paper = try LetterPaper(town.city)
    }

    @Test func `AC-20: has identifier, code, address and the person's own contact, in their language`() async throws {
        let letters = try await desk.prepare([SmallTown.awa, "claire.martin"], at: town.nine)
        let html = try paper.html(letters, at: town.nine)
        for words in [
            SmallTown.awa, letters[0].code.text, "nomades.example:8443/activation", "UGD de la DPE", "bureau 214",
        ] {
            #expect(html.contains(words), "\(words)")
        }
        #expect(html.contains("jusqu&#39;au 22 décembre 2026"))
        let english = try await desk.prepare([SmallTown.awa], in: .en, at: town.nine)
        #expect(try paper.html(english, at: town.nine).contains("<section class=\"letter\" lang=\"en\">"))
    }

    @Test func `AC-23: is good once it is issued, for each of a batch or for none`() async throws {
        let letters = try await desk.prepare([SmallTown.awa, SmallTown.claire, SmallTown.awa], at: town.nine)
        #expect(letters.map(\.agent) == [SmallTown.awa, SmallTown.claire])
        #expect(try await works(letters[0]) == false)
        try await desk.issue(letters, by: .terminal, at: town.nine)
        for letter in letters { #expect(try await works(letter)) }
        let mixed = try await desk.prepare([SmallTown.awa, SmallTown.paul], at: town.nine)
        await #expect(throws: LetterRefusal.credential(SmallTown.paul, .step(.issue, from: .suspended))) {
            try await desk.issue(mixed, by: .terminal, at: town.nine)
        }
        #expect(try await works(letters[0]))
        #expect(try await works(mixed[0]) == false)
    }

    @Test func `S-30: its code is in no table and no audit entry`() async throws {
        let letters = try await desk.prepare([SmallTown.ines], as: .split, at: town.nine)
        try await desk.issue(letters, by: .terminal, at: town.nine)
        let code = letters[0].code
        let rows = try await town.database.read { reading in
            let tables = try [
                reading.query("SELECT * FROM activation_code"), reading.query("SELECT * FROM message"),
                reading.query("SELECT * FROM audit_entry"),
            ]
            return tables.flatMap { $0.map { "\($0)" } }
        }
        #expect(rows.count == 3 && rows.joined().contains(SmallTown.ines))
        for row in rows {
            for secret in [code.letters, code.text, code.halves.letter, code.halves.phone] {
                #expect(!row.contains(secret))
            }
        }
    }

    @Test func `AC-24: half of the code goes by SMS, without a link, and the letter has the other`() async throws {
        let letters = try await desk.prepare([SmallTown.ines], as: .split, at: town.nine)
        try await desk.issue(letters, by: .terminal, at: town.nine)
        let (html, halves) = (try paper.html(letters, at: town.nine), letters[0].code.halves)
        let message = town.phone.text
        #expect(html.contains(halves.letter) && !html.contains(halves.phone))
        #expect(message.contains(halves.phone) && !message.contains(halves.letter) && !message.contains("://"))
        #expect((GSM7.length(message) ?? 999) <= 160)
        await #expect(throws: LetterRefusal.noMobile(SmallTown.awa)) {
            try await desk.prepare([SmallTown.awa], as: .split, at: town.nine)
        }
        await #expect(throws: LetterRefusal.unknown("0499999")) { try await desk.prepare(["0499999"], at: town.nine) }
    }

    @Test func `AC-24, S-23: sends no half beyond a budget, and then issues nothing`() async throws {
        for minute in 0..<5 {
            let letters = try await desk.prepare([SmallTown.ines], as: .split, at: town.nine)
            try await desk.issue(letters, by: .terminal, at: town.nine.adding(seconds: Int64(minute) * 60))
        }
        let letters = try await desk.prepare([SmallTown.awa], at: town.nine)
        let over = try await desk.prepare([SmallTown.ines], as: .split, at: town.nine)
        await #expect(throws: LetterRefusal.messagesSpent(SmallTown.ines)) {
            try await desk.issue(letters + over, by: .terminal, at: town.nine.adding(seconds: 300))
        }
        #expect(try await works(letters[0]) == false)
    }

    @Test func `AC-22: is one page of a tagged PDF, its code readable, and nothing is fetched`() async throws {
        let letters = try await desk.prepare([SmallTown.awa, SmallTown.claire, SmallTown.ines], at: town.nine)
        var html = try paper.html(letters, at: town.nine)
        let wanted = "<link rel=\"attachment\" href=\"file:///usr/share/common-licenses/GPL-3\">"
        html = html.replacing("</body>", with: wanted + "</body>")
        let file = try await Self.file(try await Paper.pdf(of: html))
        defer { try? FileManager.default.removeItem(at: file) }
        let about = try Self.run("pdfinfo", [file.path])
        #expect(about.contains("Tagged:          yes") && about.contains("Pages:           3"))
        #expect(try Self.run("pdfdetach", ["-list", file.path]).contains("0 embedded files"))
        for (number, letter) in letters.enumerated() {
            let page = try Self.run("pdftotext", ["-f", "\(number + 1)", "-l", "\(number + 1)", file.path, "-"])
            #expect(page.contains(letter.code.text) && page.contains(letter.identifier) && page.contains("Page 1/1"))
        }
    }

    @Test func `AC-21: shows its address in the window of a DL envelope, and nothing else there`() async throws {
        let letters = try await desk.prepare([SmallTown.claire], at: town.nine)
        let file = try await Self.file(try await paper.pdf(letters, at: town.nine))
        defer { try? FileManager.default.removeItem(at: file) }
        let boxes = try Self.run("pdftotext", ["-bbox", file.path, "-"]).components(separatedBy: "<word ").dropFirst()
        let words = boxes.map { box -> (x: ClosedRange<Double>, y: ClosedRange<Double>, text: String) in
            let values = box.components(separatedBy: "\"")
            let millimetres = [1, 3, 5, 7].map { (Double(values[$0]) ?? 0) * 25.4 / 72 }
            let text = values[8].dropFirst().components(separatedBy: "<")[0]
            return (millimetres[0]...millimetres[2], millimetres[1]...millimetres[3], text)
        }
        let seen = words.filter { $0.x.overlaps(95...200) && $0.y.overlaps(34...92) }
        #expect(seen.map(\.text) == ["Claire", "Martin", "DPE", "Ville", "de", "Nomades"])
        for word in seen {
            #expect(word.x.lowerBound >= 105 && word.x.upperBound <= 190, "\(word)")
            #expect(word.y.lowerBound >= 47 && word.y.upperBound <= 79, "\(word)")
        }
    }

    private func works(_ letter: ActivationLetter) async throws -> Bool {
        let (keys, now) = (town.keys, town.nine)
        return try await town.database.read {
            try ActivationCodeStore.find(letter.code, of: letter.agent, keys: keys, at: now, in: $0) != nil
        }
    }

    private static func file(_ pdf: [UInt8]) async throws -> URL {
        let file = FileManager.default.temporaryDirectory.appending(path: "nomade-letter-\(UUID().uuidString).pdf")
        try Data(pdf).write(to: file)
        return file
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/\(program)")
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }
}
