package import Policy
package import Store

/// Heads of site, to whom an officer entrusts the letter of one of their people.
extension DeskOfficer {
    /// The supervisors of somebody, in force or from the first day on, who work here with an active access: never the officer
    /// (EL-1).
    package func heads(of number: String, in reading: Reading) throws -> [Agent] {
        let heads = TeamScope.supervisors(of: number, on: scope.today)
        return try AgentStore.filed(
            """
            WHERE a.number IN (\(sql: heads)) AND a.number <> \(scope.officer) ORDER BY d.filed_under, a.number
            """,
            in: reading
        )
    }

    /// Entrusts letters that were just issued. Throws `desk.no-head` where one of these people has another head.
    package func entrust(_ numbers: [String], to head: String, at now: Instant, in transaction: Transaction) throws {
        for number in numbers {
            guard try heads(of: number, in: transaction).contains(where: { $0.number == head }) else {
                throw DeskRefusal.noHead
            }
            try ActivationCodeStore.entrust(letterOf: number, to: head, by: actor, at: now, in: transaction)
        }
    }
}
