package import City
package import Policy
package import Store
package import Web

/// What calls and resets lay on a caller's home.
package enum ResetCard {
    /// A call that runs, a reset of their own, confirmations of others' resets.
    package static func cards(for caller: Caller, in city: City, at now: Instant, from reading: Reading) throws
        -> [Card]
    {
        let own = OwnReset(of: caller.agent)
        var lines: [Card.Line] = []
        if try CallerCheckStore.isRunning(about: caller.agent, at: now, in: reading) {
            lines.append(Card.Line(.said("caller.waits"), at: "/caller", .said("caller.waits.verb")))
        }
        if try own.stoppable(at: now, in: reading) != nil {
            lines.append(Card.Line(.said("reset.waits"), at: "/reset", .said("reset.waits.verb")))
        }
        for (desk, folder) in SecondPerson.folders where caller.desks.contains(desk) {
            let count = try SecondPerson(caller.agent, at: desk, in: city, on: now).waiting(at: now, in: reading).count
            guard count > 0 else { continue }
            let words = Value.said("reset.confirm-waits", ["n": String(count)])
            lines.append(Card.Line(words, at: "/desk/\(folder)/resets", .said("reset.confirm-waits.verb")))
        }
        return [.toDo(lines)]
    }
}

extension SecondPerson {
    /// The desks from which resets are confirmed, with the folder of each in addresses.
    package static let folders: [(desk: Desk, folder: String)] = [(.hr, "hr"), (.supervisor, "team"), (.it, "it")]
}
