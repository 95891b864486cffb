import Testing

@testable import Web

@Suite struct `A reference` {
    @Test func `X-2: is six characters without look-alikes, read back from whatever was typed`() throws {
        for _ in 0..<200 {
            let reference = Reference.random()
            #expect(!reference.characters.contains { "01OILUV".contains($0) })
            #expect(Reference(reference.description) == reference)
        }
        #expect(Reference(" k7m 4qd ")?.description == "K7M-4QD")
        #expect(Reference("K7M-4Q0") == nil)
        #expect(Reference("K7M-4Q") == nil)
    }
}
