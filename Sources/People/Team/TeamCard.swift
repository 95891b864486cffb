package import City
package import Policy
package import Store
package import Web

/// What a team lays on its supervisor's home.
package enum TeamCard {
    /// Requests that are named one by one; more are one line.
    static let named = 3

    /// Who asks for what, and the way to the team; nothing for whoever has none.
    package static func cards(for caller: Caller, in city: City, at now: Instant, from reading: Reading) throws
        -> [Card]
    {
        guard caller.desks.contains(.supervisor) else { return [] }
        let requests = try GrantRequestStore.open(Supervisor(caller.agent, in: city, at: now).scope, in: reading)
        let way = Card.Line(.said("team.title"), at: "/desk/team", .said("team.title.verb"))
        return [.toDo(try lines(requests, city, reading)), .desks([way])]
    }

    private static func lines(_ requests: [GrantRequest], _ city: City, _ reading: Reading) throws -> [Card.Line] {
        guard requests.count <= named else {
            let words = Value.said("team.requests-wait", ["n": String(requests.count)])
            return [Card.Line(words, at: "/desk/team", .said("team.reply"))]
        }
        return try requests.map { request in
            let name = try AgentStore.agent(request.agent, in: reading)?.callerName.full ?? request.agent
            let words = Value.said(
                "team.request-waits",
                ["name": name, "app": city.app(key: request.app)?.name ?? request.app]
            )
            let address = "/desk/team/people/\(request.agent)/grants/\(request.app)"
            return Card.Line(words, at: address, .said("team.reply"))
        }
    }
}
