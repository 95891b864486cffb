/// Why the directory gave no answer that counts; the words are for the operator, and none of them is a secret.
package enum DirectoryFault: Error, Hashable, Sendable {
    /// Nobody answers there, or too many questions wait already.
    case down(String)
    /// The server did not prove itself by a certificate of the named authority and for its name, or offers no TLS.
    case untrusted(String)
    /// No whole answer within some seconds.
    case slow
    /// Our password cannot be read, or is not taken.
    case password(String)
    /// Our account may not do that there.
    case denied
    /// It sends us to another server, where nobody goes (S-40).
    case elsewhere
    /// The place under which people are is not there for us.
    case base
    /// More than one profile has that employee number.
    case doubled
    /// The entry's name is taken by one without that employee number.
    case taken
    /// What was to be replaced is not there any more.
    case changed
    /// Anything else that the server refuses.
    case refused(String)

    /// The same in one line.
    package var words: String {
        switch self {
        case .down(let words): "nobody answers there: \(words)"
        case .untrusted(let words): "it does not prove itself by TLS: \(words)"
        case .slow: "no answer within \(DirectoryPatience.seconds) seconds"
        case .password(let words): words
        case .denied: "our account may not do that there"
        case .elsewhere: "it sends us to another server, and referrals are not followed"
        case .base: "the base is not there, or not for our account"
        case .doubled: "two profiles have one employee number"
        case .taken: "a profile of that name is there, without that employee number"
        case .changed: "the profile has changed meanwhile"
        case .refused(let words): words
        }
    }
}
