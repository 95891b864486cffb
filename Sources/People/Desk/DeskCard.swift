package import Web

/// The ways to the desks that a caller holds by department.
package enum DeskCard {
    /// One line for each of them.
    package static func cards(for caller: Caller) -> [Card] {
        let doors: [(Desk, String, String)] = [(.hr, "desk.way", "/desk/hr"), (.it, "it.way", "/desk/it")]
        let lines = doors.filter { caller.desks.contains($0.0) }.map { _, code, address in
            Card.Line(.said(code), at: address, .said("desk.way.verb"))
        }
        return lines.isEmpty ? [] : [.desks(lines)]
    }
}
