package import Audit
package import Policy
package import Store
package import Web

/// What prints activation letters for the desk and makes their codes good. The letter is SignIn's, so Portal fills this in; the
/// desk itself never holds a code (S-30).
package struct LetterPress: Sendable {
    /// Letters with fresh codes for these employee numbers, of which nothing is kept yet.
    let prepare: @Sendable ([String], LetterOrder, Instant, Reading) throws -> PreparedLetters
    /// Sends messages that were kept, second halves and invitations; returns the employee numbers of those whose message is in trouble.
    let send: @Sendable ([Message], Instant) async throws -> [String]

    package init(
        prepare: @escaping @Sendable ([String], LetterOrder, Instant, Reading) throws -> PreparedLetters,
        send: @escaping @Sendable ([Message], Instant) async throws -> [String]
    ) {
        self.prepare = prepare
        self.send = send
    }
}

/// Letters that can be printed, then issued; they are gone with this value.
package struct PreparedLetters: Sendable {
    /// As a page of the browser, under a head that stays on the screen.
    let page: @Sendable (LetterCover) throws -> PrintedLetters
    /// As one tagged PDF; takes its time.
    let pdf: @Sendable () async throws -> [UInt8]
    /// Makes their codes good, all or none, and returns the second halves to send.
    let issue: @Sendable (AuditActor, Transaction) throws -> [Message]

    package init(
        page: @escaping @Sendable (LetterCover) throws -> PrintedLetters,
        pdf: @escaping @Sendable () async throws -> [UInt8],
        issue: @escaping @Sendable (AuditActor, Transaction) throws -> [Message]
    ) {
        self.page = page
        self.pdf = pdf
        self.issue = issue
    }
}

/// Letters as a page that stands alone, with the one policy under which a browser shows it (S-11).
package struct PrintedLetters: Sendable {
    package let html: String
    package let contentSecurityPolicy: String

    package init(html: String, contentSecurityPolicy: String) {
        self.html = html
        self.contentSecurityPolicy = contentSecurityPolicy
    }
}

/// What the officer reads above letters on the screen, and no printer prints.
package struct LetterCover: Sendable {
    /// Somebody who got no letter, or only half of one, and why.
    package struct Line: Hashable, Sendable {
        package let name: String
        package let address: String
        package let why: String
    }

    package let language: Language
    package let lines: [Line]
    /// The way back.
    package let back: String
}
