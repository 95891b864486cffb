import Web

/// The noes of the IT contact's desk to somebody who may see the person.
package enum ITDeskRefusal: String, Refusal, CaseIterable {
    /// One's own profile (S-29).
    case ownProfile = "it.own-profile"
    /// Somebody who holds the security desk (S-29).
    case stronger = "it.stronger"
    /// Somebody whose contract is over.
    case gone = "it.gone"
    /// The city does not let Nomade write into its directory.
    case readOnly = "it.read-only"
    /// The profile says what the feed says, or nothing of what differs may be written.
    case needless = "it.needless"
    /// Feed or directory say something else than what was shown.
    case changed = "it.changed"
    /// The step waits for a profile, and there is none; or it waits no more.
    case step = "it.step"
    case noDirectory = "it.no-directory"
    case down = "it.directory-down"
    case untrusted = "it.directory-untrusted"
    case slow = "it.directory-slow"
    /// Password, rights or base: what the operator sets.
    case closed = "it.directory-closed"
    case elsewhere = "it.directory-elsewhere"
    case doubled = "it.directory-doubled"
    case taken = "it.directory-taken"
    case refused = "it.directory-refused"

    /// A fault of the directory as the desk reads it; the operator's words are in the log.
    package init(_ fault: DirectoryFault) {
        self =
            switch fault {
            case .down: .down
            case .untrusted: .untrusted
            case .slow: .slow
            case .password, .denied, .base: .closed
            case .elsewhere: .elsewhere
            case .doubled: .doubled
            case .taken: .taken
            case .changed: .changed
            case .refused: .refused
            }
    }

    package var code: String { rawValue }
    package var status: Int {
        switch self {
        case .ownProfile, .stronger, .readOnly: 403
        case .gone, .needless, .changed, .step, .noDirectory, .doubled, .taken: 409
        case .down, .untrusted, .closed, .elsewhere, .refused: 502
        case .slow: 504
        }
    }
}
