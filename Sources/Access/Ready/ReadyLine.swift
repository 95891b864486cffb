import Web

/// What the readiness check looks at, in the order of the page.
enum ReadyCheck: String, CaseIterable, Sendable {
    case cookies
    case browser
    case clock
    case socket
    case between
    case certificate
    case credential
    case factor
    case phone
    /// The clock of the person's app or code device.
    case codes

    /// Whether it is about the device alone, so that nobody need be signed in.
    var isOfDevice: Bool {
        switch self {
        case .cookies, .browser, .clock, .socket, .between, .certificate: true
        case .credential, .factor, .phone, .codes: false
        }
    }

    /// Whether only a script can find it out.
    var isScripted: Bool { self == .clock || self == .socket }
}

/// One line of the readiness check: what was found, and what to do about it.
struct ReadyLine: Hashable, Sendable {
    enum Mark: String, Sendable {
        case passed
        /// To be settled before the first day away from the office.
        case stopped
        /// Only the person can compare it.
        case later
        /// Nothing here can tell.
        case unseen

        /// The mark's glyph in the sprite, and its class.
        var look: String {
            switch self {
            case .passed: "open"
            case .stopped: "closed"
            case .later: "later"
            case .unseen: "unseen"
            }
        }
    }

    let check: ReadyCheck
    let mark: Mark
    /// `ready.cookies-kept`: the text of what was found; with `.next` behind it, of what to do.
    let code: String
    var values: [String: String] = [:]

    init(_ check: ReadyCheck, _ mark: Mark, _ word: String, _ values: [String: String] = [:]) {
        (self.check, self.mark, self.values) = (check, mark, values)
        code = "ready.\(check.rawValue)-\(word)"
    }

    /// As the template shows it; a scripted line has the two other outcomes beside it, hidden.
    var shown: Values {
        [
            "check": .text(check.rawValue),
            "title": .said("ready.\(check.rawValue)"),
            "mark": .said("ready.mark-\(mark.rawValue)"),
            "look": .text(mark.look),
            "found": .said(code, values),
            "next": .part(code, "next", values),
            "scripted": .flag(check.isScripted),
            "right": check.isScripted ? .said("ready.\(check.rawValue)-right") : "",
            "wrong": check.isScripted ? .said("ready.\(check.rawValue)-wrong") : "",
            "wrongNext": check.isScripted ? .said("ready.\(check.rawValue)-wrong.next") : "",
            "isClock": .flag(check == .clock),
            "fingerprint": .optional(values["fingerprint"]),
        ]
    }
}
