package import Policy
package import Store
package import Web

extension Position: ColumnValue {}
extension CredentialState: ColumnValue {}
extension Language: ColumnValue {}

extension CalendarDate: ColumnValue {
    package var columnValue: Store.Value { .text(description) }

    package init?(columnValue: Store.Value) {
        guard case .text(let text) = columnValue else { return nil }
        self.init(text)
    }
}

extension DatedAssignment {
    /// Reads a row of `assignment`.
    init(_ row: Row) throws {
        self.init(
            id: try row["id"],
            department: try row["department"],
            unit: try row["unit"],
            function: try row["function_title"],
            supervisor: try row["supervisor"],
            position: try row["position"],
            from: try row["first_day"],
            until: try row["last_day"]
        )
    }
}

extension Agent {
    /// Reads a row of `agent` joined with its present identifier.
    init(_ row: Row, assignments: [DatedAssignment]) throws {
        let phone: String? = try row["phone_typed"]
        self.init(
            number: try row["number"],
            identifier: Identifier(stored: try row["identifier"]),
            names: AgentNames(
                birth: try row["birth_name"],
                usage: try row["usage_name"],
                first: try row["first_names"]
            ),
            birthDate: try row["birth_date"],
            reach: AgentReach(
                mail: try row["mail"],
                phone: phone.map { PhoneNumber($0) },
                language: try row["language"]
            ),
            credential: Credential(
                step: try row["credential"],
                since: Instant(seconds: try row["credential_since"])
            ),
            assignments: assignments
        )
    }
}
