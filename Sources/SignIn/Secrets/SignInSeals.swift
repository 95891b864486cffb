import Foundation
package import Policy
package import Store

extension KeyPurpose {
    /// What a browser carries for us between two steps.
    static let signInSeal = KeyPurpose("sign-in.seal")
}

/// Seals what a browser carries for us: it can neither read nor change it, nor use it in another browser or later (S-18).
package struct SignInSeals: Sendable {
    /// Whom a return address is bound to.
    package enum Bond: Hashable, Sendable, Codable {
        /// The nonce cookie of the app's host.
        case nonce([UInt8])
        /// What forms of the portal are bound to in this browser.
        case browser(String)
    }

    private struct Return: Codable {
        let address: ReturnAddress
        let bond: Bond
        let madeAt: Int64
    }

    /// Seconds that a return address is good for.
    package static let life: Int64 = 600
    private let keys: KeyFile

    /// Seals under a key file.
    package init(keys: KeyFile) { self.keys = keys }

    /// A return address for a URL of ours.
    package func seal(_ address: ReturnAddress, bond: Bond, at now: Instant) throws -> String {
        try seal(Return(address: address, bond: bond, madeAt: now.seconds), ["return"])
    }

    /// The return address of a URL, with the bond that it was made under; nil when it is not ours or older than ten
    /// minutes. One that is bound to a browser is good in no other.
    package func returnAddress(_ text: String, browser: String?, at now: Instant) -> (ReturnAddress, Bond)? {
        guard let kept: Return = open(text, ["return"]) else { return nil }
        let age = now.seconds(since: Instant(seconds: kept.madeAt))
        guard age >= 0, age < Self.life else { return nil }
        if case .browser(let bound) = kept.bond, bound != browser { return nil }
        return (kept.address, kept.bond)
    }

    /// A sign-in on its way, for the attempt cookie of one browser.
    package func seal(_ attempt: SignInAttempt, browser: String) throws -> String {
        try seal(attempt, ["attempt", browser])
    }

    /// The sign-in of a cookie; nil in any other browser.
    package func attempt(_ text: String, browser: String) -> SignInAttempt? { open(text, ["attempt", browser]) }

    /// What was chosen so far by an activation link, for a hidden field of its own page.
    package func seal(_ pending: PendingActivation, link: String, browser: String) throws -> String {
        try seal(pending, ["activation", link, browser])
    }

    /// What was chosen so far; nil for another link or in another browser.
    package func pending(_ text: String, link: String, browser: String) -> PendingActivation? {
        open(text, ["activation", link, browser])
    }

    /// A dossier that this browser opened by reference and birth date, for the address of its page.
    package func seal(dossier agent: String, browser: String, at now: Instant) throws -> String {
        try seal(OpenDossier(agent: agent, openedAt: now.seconds), ["dossier", browser])
    }

    /// Whose dossier that is; nil in any other browser, and after half an hour.
    package func dossier(_ text: String, browser: String, at now: Instant) -> String? {
        guard let kept: OpenDossier = open(text, ["dossier", browser]) else { return nil }
        let age = now.seconds(since: Instant(seconds: kept.openedAt))
        return age >= 0 && age < OpenDossier.life ? kept.agent : nil
    }

    private struct OpenDossier: Codable {
        static let life: Int64 = 1_800
        let agent: String
        let openedAt: Int64
    }

    /// An account asked for in this browser, for the form of its code.
    func seal(_ request: AccountRequest, browser: String) throws -> String {
        try seal(request, ["account-request", browser])
    }

    /// What was asked; nil in any other browser.
    func account(_ text: String, browser: String) -> AccountRequest? { open(text, ["account-request", browser]) }

    /// A forgotten password on its way in this browser, for the form of its proofs.
    func seal(_ request: ForgottenRequest, browser: String) throws -> String {
        try seal(request, ["forgotten-request", browser])
    }

    /// What was typed; nil in any other browser.
    func forgotten(_ text: String, browser: String) -> ForgottenRequest? { open(text, ["forgotten-request", browser]) }

    /// Both proofs given in this browser, for the form of the new password.
    func seal(_ pass: ForgottenPass, browser: String) throws -> String { try seal(pass, ["forgotten-pass", browser]) }

    /// Whose they were; nil in any other browser.
    func forgottenPass(_ text: String, browser: String) -> ForgottenPass? { open(text, ["forgotten-pass", browser]) }

    /// An activation on its way, for the activation cookie of one browser.
    package func seal(_ pass: ActivationPass, browser: String) throws -> String {
        try seal(pass, ["activation-pass", browser])
    }

    /// The activation of a cookie; nil in any other browser.
    package func activation(_ text: String, browser: String) -> ActivationPass? {
        open(text, ["activation-pass", browser])
    }

    /// Recovery codes that are shown and not kept yet, for a hidden field of their own page.
    package func seal(_ codes: [RecoveryCode], of pass: ActivationPass, browser: String) throws -> String {
        try seal(codes.map(\.letters), ["activation-recovery", String(pass.code), browser])
    }

    /// The recovery codes of a page; none for another activation or in another browser.
    package func recovery(_ text: String, of pass: ActivationPass, browser: String) -> [RecoveryCode] {
        let letters: [String]? = open(text, ["activation-recovery", String(pass.code), browser])
        return (letters ?? []).compactMap { RecoveryCode($0) }
    }

    private func seal(_ value: some Encodable, _ context: [String]) throws -> String {
        let bytes = Array(try JSONEncoder().encode(value))
        return Base64URL.text(try keys.seal(bytes, for: .signInSeal, context: context))
    }

    private func open<Value: Decodable>(_ text: String, _ context: [String]) -> Value? {
        guard let sealed = Base64URL.bytes(text),
            let bytes = try? keys.open(sealed, for: .signInSeal, context: context)
        else { return nil }
        return try? JSONDecoder().decode(Value.self, from: Data(bytes))
    }
}
