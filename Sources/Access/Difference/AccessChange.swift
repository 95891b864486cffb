package import Policy

/// One thing that an agent gains or loses when one city file takes the place of another.
package struct AccessChange: Hashable, Sendable {
    package enum Kind: String, Codable, Sendable {
        case gained
        case lost
    }

    package let kind: Kind
    /// The app's key.
    package let app: String
    /// The prefix of the part, as either file declares it; nil for the app's own clauses.
    package let path: String?
    package let channel: Channel
    /// The first time of the week at which it differs; nil when it differs now.
    package let time: LocalTime?
    /// The decision under the first file.
    package let before: Decision
    /// The decision under the second file.
    package let after: Decision

    /// The decision that says no: under the second file for what is lost, under the first for what is gained.
    package var refusal: Decision { kind == .lost ? after : before }
}
