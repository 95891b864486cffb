import Testing

@testable import People

@Suite struct `A name on screens` {
    @Test(arguments: [
        ("MARTEL", "Martel"), ("D'HAËNE", "D'Haëne"), ("BEN SAÏD-MÜLLER", "Ben Saïd-Müller"),
        ("de La Tour d'Auvergne", "de La Tour d'Auvergne"), ("Ó Súilleabháin", "Ó Súilleabháin"),
        ("McDONALD", "McDONALD"), ("NGUYÊ\u{303}N", "Nguyê\u{303}n"), ("李", "李"), ("", ""),
    ])
    func `D-105: is set from capitals only where nobody spelled it`(held: String, shown: String) {
        #expect(ShownName.of(held).unicodeScalars.elementsEqual(shown.unicodeScalars))
    }

    @Test func `D-105: is shown so to the person, while the spelling of the feed is kept`() {
        let names = AgentNames(birth: "MARTEL", usage: "LE GALL", first: "Claire")
        #expect(names.shown.full == "Claire Le Gall")
        #expect(names.full == "Claire LE GALL")
    }
}
