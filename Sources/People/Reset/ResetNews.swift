package import City
package import Policy
package import Store
package import Web

/// Who is told what of a reset (RS-15, RS-16).
package struct ResetNews: Sendable {
    private let notice: AgentNotice
    private let city: City

    /// News in the words of the whole program.
    package init(city: City, texts: Texts, keys: KeyFile) {
        notice = AgentNotice(city: city, texts: texts, keys: keys)
        self.city = city
    }

    /// The agent that one was opened, and the supervisors in force that a confirmation waits.
    package func opened(_ reset: FactorReset, at now: Instant, in transaction: Transaction) throws -> [Message] {
        let told = try notice.tell("reset.notice-opened", to: reset.agent, at: now, in: transaction)
        let agent = try AgentStore.agent(reset.agent, in: transaction)
        let supervisors = Set(agent?.assignments(on: city.day(of: now)).compactMap(\.supervisor) ?? [])
        return try supervisors.subtracting([reset.opened.by]).sorted().reduce(told) { messages, supervisor in
            try messages + notice.tell("reset.notice-asked", to: supervisor, at: now, in: transaction)
        }
    }

    /// The agent that a new letter may be issued now.
    package func confirmed(_ agent: String, at now: Instant, in transaction: Transaction) throws -> [Message] {
        try notice.tell("reset.notice-confirmed", to: agent, at: now, in: transaction)
    }

    /// Opener and second person that the agent stopped it.
    package func stopped(_ reset: FactorReset, at now: Instant, in transaction: Transaction) throws -> [Message] {
        try [reset.opened.by, reset.confirmed?.by].compactMap(\.self).reduce([]) { messages, officer in
            let values = ["number": reset.agent]
            return try messages
                + notice.tell("reset.notice-stopped", values, to: officer, at: now, in: transaction)
        }
    }
}
