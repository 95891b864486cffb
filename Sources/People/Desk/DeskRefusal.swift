import Web

/// The noes of the HR desk to an officer who may see the person.
package enum DeskRefusal: String, Refusal, CaseIterable {
    /// One's own file (S-29).
    case ownFile = "desk.own-file"
    /// Somebody who holds the security desk (S-29).
    case stronger = "desk.stronger"
    /// The officer whose desk one covers for (S-29, CO-7).
    case coveredFile = "desk.covered-file"
    /// Password and second proof of an active credential are reset by two people (S-25).
    case twoPeople = "desk.two-people"
    /// The act leads nowhere from the step that the credential has reached.
    case step = "desk.step"
    case reasonMissing = "desk.reason-missing"
    /// A letter was issued since the page was opened; it is never shown again.
    case alreadyIssued = "desk.already-issued"
    /// The access is active: the telephone on file may be the one that was lost.
    case letterNeeded = "desk.letter-needed"
    /// Without a birth date on file the dossier does not open.
    case noBirthDate = "desk.birth-date-missing"
    /// Nobody who may hand the letter over has this number: no supervisor of the person, or the officer.
    case noHead = "desk.no-head"
    /// Half of a code cannot go by SMS: no mobile on file, or no gateway.
    case noMobile = "desk.no-mobile"
    /// The messages that may leave are used up for the person, the department, the prefix or the day (S-23).
    case messagesSpent = "desk.messages-spent"
    /// Nobody on the feed is likely the person who was declared by hand.
    case noTwin = "desk.no-twin"
    /// An invitation to the readiness check left within the last 24 hours.
    case invitedToday = "desk.invited-today"
    /// None can leave: no mobile and no mail address on file, or the budgets are used up.
    case notInvited = "desk.not-invited"
    /// No PDF came out; nothing was issued.
    case printer = "desk.printer"

    /// Whether it is about who the person is, so that no act of the desk is left.
    var isOfPerson: Bool { [.ownFile, .coveredFile, .stronger].contains(self) }

    package var code: String { rawValue }
    package var status: Int {
        switch self {
        case .ownFile, .coveredFile, .stronger, .twoPeople: 403
        case .step, .alreadyIssued, .letterNeeded, .noBirthDate, .noHead, .noMobile, .messagesSpent, .noTwin,
            .invitedToday, .notInvited:
            409
        case .printer: 503
        case .reasonMissing: 422
        }
    }
}
