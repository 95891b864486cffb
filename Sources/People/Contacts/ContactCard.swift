package import City
package import Policy
package import Store
package import Web

/// What the contacts that an officer holds lay on their home.
package enum ContactCard {
    /// The details that are to be read again, once a quarter.
    package static func cards(for caller: Caller, in city: City, at now: Instant, from reading: Reading) throws
        -> [Card]
    {
        guard caller.desks.contains(.hr) || caller.desks.contains(.it) else { return [] }
        let held = try ContactStore.held(by: caller.agent, in: city, at: now, from: reading)
        guard held.contains(where: { $0.isDue(at: now) }) else { return [] }
        return [.toDo([Card.Line(.said("contacts.line"), at: "/desk/contacts", .said("contacts.link"))])]
    }
}
