import People
import Testing

@Suite struct `A feed that is no feed` {
    private func refusal(_ bytes: [UInt8]) -> FeedRefusal? {
        do throws(FeedRefusal) {
            _ = try Feed.read(bytes, vocabulary: FeedSample.vocabulary)
            return nil
        } catch { return error }
    }

    @Test func `of headers alone is refused`() {
        #expect(refusal(Array("\(FeedSample.header)\r\n\r\n".utf8)) == .headerAlone)
    }

    @Test func `that is empty is refused`() {
        #expect(refusal([]) == .empty)
        #expect(refusal([0xEF, 0xBB, 0xBF, 10, 10]) == .empty)
    }

    @Test func `in Latin-1 is refused with the line and the way to convert it`() {
        let latin = Array("\(FeedSample.header)\n0412345;HA".utf8) + [0xCB] + Array("NE;;Awa\n".utf8)
        #expect(refusal(latin) == .notUTF8(line: 2))
        #expect(FeedRefusal.notUTF8(line: 2).fix.contains("iconv -f WINDOWS-1252 -t UTF-8"))
    }

    @Test func `in UTF-16 is refused, with or without its mark`() {
        let utf16 = FeedSample.header.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(refusal([0xFF, 0xFE] + utf16) == .utf16)
        #expect(refusal(utf16) == .utf16)
    }

    @Test func `without its columns is refused with the headers that come nearest`() {
        let text = "matricul;nom;prenom;direction;position;debut\n1;2;3;4;5;6\n"
        #expect(refusal(Array(text.utf8)) == .columnsMissing(["matricule"], nearest: ["matricule": "matricul"]))
    }

    @Test func `with a column twice is refused`() {
        #expect(refusal(Array("\(FeedSample.header);NOM\n".utf8)) == .columnTwice("nom"))
    }

    @Test func `S-38: of any bytes at all never stops the program`() {
        let pool = Array("\";,\r\n\0aé0\u{FEFF}".utf8) + [0xFF, 0xC3, 0xE2]
        for _ in 0..<3_000 {
            let noise = (0..<Int.random(in: 0...80)).compactMap { _ in pool.randomElement() }
            _ = refusal(noise)
            let readable = noise.filter { $0 < 0x80 && $0 != 0 }
            #expect(refusal(Array("\(FeedSample.header)\n0;".utf8) + readable) == nil)
        }
    }
}
