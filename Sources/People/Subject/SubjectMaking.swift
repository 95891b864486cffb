package import City
package import Policy

/// States an agent's facts as the subject of a decision, in the words of one city file.
package struct SubjectMaking: Sendable {
    /// The city file in whose words facts are stated.
    package let city: City
    private let functions: [String: String]

    /// Gathers once the functions that the city's rules name.
    package init(_ city: City) {
        self.city = city
        var spellings: [String: String] = [:]
        for clause in city.ruleset.rules.values.flatMap(\.clauses) {
            for case .function(let names) in clause.criteria {
                for name in names.sorted() where spellings[LetterFolding.fold(name)] == nil {
                    spellings[LetterFolding.fold(name)] = name
                }
            }
        }
        functions = spellings
    }

    /// The facts about an agent now: state and assignments by the city's calendar, `factors` being those enrolled.
    ///
    /// While the credential is not active, the nearest assignments stand for the contacts they name: a clause that does not
    /// name the state does not open by them.
    package func subject(of agent: Agent, factors: Set<Factor>, grants: [Grant], at now: Instant) -> Subject {
        let today = city.day(of: now)
        let nearest = agent.nearestAssignments(on: today)
        return Subject(
            agent: agent.number,
            credential: agent.state(on: today),
            factors: isFactorGiven(in: nearest) ? factors : [],
            assignments: nearest.compactMap(assignment),
            grants: grants
        )
    }

    /// A department unknown to the city file opens nothing.
    private func assignment(_ dated: DatedAssignment) -> Assignment? {
        guard let department = city.departments[dated.department] else { return nil }
        var assignment = Assignment(
            department: dated.department,
            unit: dated.unit,
            function: dated.function.map(function),
            position: dated.position,
            contacts: Contacts(
                hrOffice: department.hrOffice,
                itContact: department.itContact,
                supervisor: dated.supervisor
            )
        )
        assignment.title = dated.function
        return assignment
    }

    /// The function as a rule spells it, else its folded title.
    private func function(_ title: String) -> String {
        let folded = LetterFolding.fold(title)
        return functions[folded] ?? folded
    }

    /// Whether one of the departments gives its agents a second factor.
    private func isFactorGiven(in assignments: [DatedAssignment]) -> Bool {
        assignments.contains { city.departments[$0.department]?.factor != FactorRule.none }
    }
}
