import Testing

@testable import Web

@Suite struct `A card of the home` {
    private let lines = ["/caller", "/reset", "/desk/team"].map { address in
        Card.Line(.text("Mots"), at: address, .text("Voir"))
    }

    @Test func `HM-2: stands by its place, whatever order the slices come in`() {
        let cards: [Card] = [
            .desks([lines[2]]), Card(.own, "payslips.title", []), Card(.news, "announcement.card", []), .toDo([]),
        ]
        #expect(Card.laid(cards).map(\.title) == ["card.to-do", "announcement.card", "payslips.title", "card.desks"])
    }

    @Test func `HM-2, HM-3: of one title is one card, its lines in the order of the slices, and they are counted`() {
        let laid = Card.laid([.toDo([]), .toDo([lines[1]]), .desks([lines[2]]), .toDo([lines[0], lines[2]])])
        #expect(laid.map(\.lines.count) == [3, 1])
        #expect(laid[0].lines.map(\.address) == ["/reset", "/caller", "/desk/team"] && laid[0].count == 3)
        #expect(laid[1].count == nil)
    }

    @Test func `HM-3, X-1: has the filled button on the first line of what waits, and nowhere else`() {
        func filled(_ card: Card) -> [Value?] {
            guard case .list(let lines) = card.values["lines"] else { return [] }
            return lines.map { $0["isFirst"] }
        }
        #expect(filled(.toDo(lines)) == [.flag(true), .flag(false), .flag(false)])
        #expect(filled(.desks(lines)) == [.flag(false), .flag(false), .flag(false)])
        #expect(filled(.toDo([])) == [])
    }

    @Test func `HM-3: says no count of nothing`() {
        #expect(Card.toDo([]).values["count"] == .text("") && Card.toDo(lines).values["count"] == .text("3"))
    }
}
