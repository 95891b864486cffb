import People
import Testing

@Suite struct `Names compared` {
    @Test func `D-105: MULLER, MÜLLER and MUELLER may all be one name`() {
        let names = ["MULLER", "MÜLLER", "MUELLER"].map { NameFolding($0) }
        for one in names {
            for other in names { #expect(one.mayBe(other)) }
        }
    }

    @Test func `D-105: capitals without accents are a spelling of the name held`() {
        #expect(NameFolding("Müller").isSpelled("MULLER"))
        #expect(NameFolding("Müller").isSpelled("MUELLER"))
        #expect(NameFolding("Œuvrard").isSpelled("OEUVRARD"))
        #expect(NameFolding("de La Tour d'Auvergne").isSpelled("DE LA TOUR DAUVERGNE"))
    }

    @Test func `D-105: a name is no spelling of another`() {
        #expect(!NameFolding("Ouvrard").isSpelled("OEUVRARD"))
        #expect(!NameFolding("Muller").isSpelled("MUELLER"))
        #expect(!NameFolding("Martin").mayBe(NameFolding("Martinez")))
    }
}
