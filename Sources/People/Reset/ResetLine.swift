package import City
package import Policy
package import Store
package import Web

/// One line of the home page: what waits for a caller besides apps.
package struct ResetLine: Hashable, Sendable {
    /// The text code.
    package let code: String
    package let address: String
    /// How many, where that is said.
    package let count: Int

    /// What waits for a caller: a call, a reset of their own, confirmations of others' resets.
    package static func all(for caller: Caller, in city: City, at now: Instant, from reading: Reading) throws
        -> [ResetLine]
    {
        let own = OwnReset(of: caller.agent)
        var lines: [ResetLine] = []
        if try CallerCheckStore.isRunning(about: caller.agent, at: now, in: reading) {
            lines.append(ResetLine(code: "caller.waits", address: "/caller", count: 1))
        }
        if try own.stoppable(at: now, in: reading) != nil {
            lines.append(ResetLine(code: "reset.waits", address: "/reset", count: 1))
        }
        for (desk, folder) in SecondPerson.folders where caller.desks.contains(desk) {
            let count = try SecondPerson(caller.agent, at: desk, in: city, on: now).waiting(at: now, in: reading).count
            guard count > 0 else { continue }
            lines.append(ResetLine(code: "reset.confirm-waits", address: "/desk/\(folder)/resets", count: count))
        }
        return lines
    }
}

extension SecondPerson {
    /// The desks from which resets are confirmed, with the folder of each in addresses.
    package static let folders: [(desk: Desk, folder: String)] = [(.hr, "hr"), (.supervisor, "team"), (.it, "it")]
}
