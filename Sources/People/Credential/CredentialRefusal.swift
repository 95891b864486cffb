package import Policy

/// Why an act on a credential or a grant is refused.
package enum CredentialRefusal: Error, Hashable, Sendable {
    /// Nobody has this employee number or identifier.
    case unknown(String)
    /// The act leads nowhere from the step that the credential has reached.
    case step(CredentialAct, from: CredentialState)
    /// The link was used, replaced, has expired, or never was.
    case link(ActivationLinkFate)
    /// A grant that ends before it begins, or lasts over a year.
    case grantPeriod
    /// An act without a reason.
    case reasonMissing

    /// The code that people may quote.
    package var code: String {
        switch self {
        case .unknown: "credential.unknown-agent"
        case .step: "credential.step"
        case .link(let fate): "link.\(fate.rawValue)"
        case .grantPeriod: "grant.period"
        case .reasonMissing: "credential.reason-missing"
        }
    }

    /// What is wrong, in one line.
    package var what: String {
        switch self {
        case .unknown(let typed): "nobody is known as \(typed)"
        case .step(let act, let state): "\(act.rawValue) is not possible: the credential is \(state.rawValue)"
        case .link(let fate): "the link is \(fate.rawValue)"
        case .grantPeriod: "a grant ends after now, and within a year"
        case .reasonMissing: "the act has no reason"
        }
    }

    /// What to do, in one line.
    package var fix: String {
        switch self {
        case .unknown: "give an employee number, an identifier or a mail address of the last feed"
        case .step(.suspend, _): "only an active or issued credential is suspended"
        case .step(.resume, _): "only a suspended credential is resumed; a position on the feed is changed on the feed"
        case .step(.issue, .suspended): "resume it first: nomade people resume"
        case .step: "see the agent's state first"
        case .link: "make another: nomade people issue"
        case .grantPeriod: "give --until as city time such as 2026-12-31T18:00"
        case .reasonMissing: "give --reason, for those who read the log"
        }
    }
}
