package import Policy

/// What a city decided about the dossiers of its newcomers.
package struct DossierChoice: Hashable, Sendable {
    /// Whether an IT contact creates a profile in the city's directory before credentials are issued.
    package let hasProfileStep: Bool
    /// How many days of the calendar each step may take before it is late.
    package let days: [CredentialState: Int]

    /// Three days until the profile, five until credentials are issued, fourteen until they are used.
    package static let usual = DossierChoice(
        hasProfileStep: false,
        days: [.declared: 3, .profileCreated: 5, .issued: 14]
    )

    package init(hasProfileStep: Bool, days: [CredentialState: Int]) {
        self.hasProfileStep = hasProfileStep
        self.days = days
    }
}
