import People
import Testing

@Suite struct `The reference of a dossier` {
    private let reference = DossierReference.random()

    @Test func `DO-1, S-13: has at least 60 random bits, and no character that looks like another`() {
        let many = (0..<2_000).map { _ in DossierReference.random().characters }
        #expect(Set(many).count == 2_000)
        #expect(many.allSatisfy { $0.utf8.count == 16 && $0.utf8.allSatisfy(DossierReference.alphabet.contains) })
        #expect(Set("01OILUV".utf8).isDisjoint(with: DossierReference.alphabet))
        for place in 0..<15 {
            #expect(Set(many.map { Array($0.utf8)[place] }).count == 29, "place \(place) does not vary")
        }
    }

    @Test func `DO-2, X-16: is read in small letters, with any separator, and pasted whole`() throws {
        let small = reference.text.lowercased()
        for typed in [
            small, reference.characters, small.replacing("-", with: " "), "  \(small)\n",
            small.replacing("-", with: "."),
        ] {
            #expect(try DossierReference(typed: typed) == reference)
        }
        #expect(reference.text.utf8.count == 19)
    }

    @Test func `DO-2: every wrong character is found before anybody looks for it`() {
        for place in 0..<16 {
            for letter in DossierReference.alphabet {
                var bytes = Array(reference.characters.utf8)
                guard bytes[place] != letter else { continue }
                bytes[place] = letter
                let typed = String(decoding: bytes, as: UTF8.self)
                #expect(throws: DossierSlip.check) { try DossierReference(typed: typed) }
            }
        }
    }

    @Test func `DO-2: so are two neighbours that changed places`() {
        for place in 0..<15 {
            var bytes = Array(reference.characters.utf8)
            guard bytes[place] != bytes[place + 1] else { continue }
            bytes.swapAt(place, place + 1)
            let typed = String(decoding: bytes, as: UTF8.self)
            #expect(throws: DossierSlip.check) { try DossierReference(typed: typed) }
        }
    }

    @Test func `DO-2: what is missing, too much or never used is said as it is`() {
        #expect(throws: DossierSlip.empty) { try DossierReference(typed: " - ") }
        #expect(throws: DossierSlip.length(15)) { try DossierReference(typed: String(reference.characters.dropLast())) }
        #expect(throws: DossierSlip.foreignCharacter) {
            try DossierReference(typed: "O" + reference.characters.dropFirst())
        }
        #expect(throws: DossierSlip.foreignCharacter) { try DossierReference(typed: "É\u{301}\0") }
    }
}
