import Foundation

/// What a new password must be: long enough, not too long, and no word that everybody tries (S-20, NIST 800-63B-4, CNIL).
package struct PasswordRule: Sendable {
    /// Fewest Unicode scalars, in NFC.
    package static let fewest = 12
    /// Most Unicode scalars, in NFC.
    package static let most = 128

    private let blocklist: Blocklist

    /// The rule of one city: the shipped list and the employer's words.
    package init(employerWords: [String] = []) { blocklist = Blocklist(words: employerWords) }

    /// Refuses a new password with the reason; `names` are the person's own: names, identifier, employee number.
    package func check(_ password: String, names: [String]) throws(SignInRefusal) {
        let count = password.precomposedStringWithCanonicalMapping.unicodeScalars.count
        guard count >= Self.fewest else { throw .passwordShort(count: count) }
        guard count <= Self.most else { throw .passwordLong(count: count) }
        guard !blocklist.adding(names).contains(password) else { throw .passwordCommon }
    }

    /// Whether a typed password can be anybody's: a longer one is not even hashed, and still costs one hash (S-9, S-21).
    package static func canBeHashed(_ typed: String) -> Bool {
        typed.utf8.count <= 4 * most && !typed.isEmpty
    }
}
