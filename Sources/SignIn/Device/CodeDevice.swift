import Crypto
package import Policy
package import Store

/// A hardware authenticator: what its maker's file says of it.
package struct CodeDevice: Equatable, Sendable {
    /// How its codes follow one another.
    package enum Kind: String, CaseIterable, Sendable, ColumnValue {
        /// By time (RFC 6238).
        case totp
        /// One at each press of its button (RFC 4226).
        case hotp
    }

    /// The hash under its codes.
    package enum Hash: String, CaseIterable, Sendable, ColumnValue {
        case sha1, sha256, sha512
    }

    /// What its codes are.
    package struct Form: Hashable, Sendable {
        package let kind: Kind
        package let hash: Hash
        /// Six to eight.
        package let digits: Int
        /// Seconds of one step; 30 or 60 for time, else unused.
        package let period: Int64

        package init(kind: Kind, hash: Hash = .sha1, digits: Int, period: Int64 = 30) {
            self.kind = kind
            self.hash = hash
            self.digits = digits
            self.period = period
        }
    }

    /// The number on its back.
    package let serial: String
    package let form: Form
    package let secret: Secret
    /// The first step or counter that may still be used: each value once.
    package let next: Int64

    package init(serial: String, form: Form, secret: Secret, next: Int64) {
        self.serial = serial
        self.form = form
        self.secret = secret
        self.next = next
    }

    /// Values of a button that was pressed in vain, which are passed over (RFC 4226 §7.2).
    static let lookAhead: Int64 = 10

    /// What a code turned out to be.
    package enum Judgement: Hashable, Sendable {
        /// The value of a step or counter that was not used yet.
        case right(Int64)
        case used
        /// Its clock is that many minutes slow.
        case clock(minutes: Int)
        case wrong
    }

    /// Which value a typed code is, seen from `now`.
    package func judge(_ code: String, at now: Instant) -> Judgement {
        let typed = Array(code.utf8)
        guard typed.count == form.digits else { return .wrong }
        switch form.kind {
        case .hotp:
            var found: Int64?
            for value in next..<(next &+ Self.lookAhead) where isRight(typed, value) { found = found ?? value }
            return found.map { .right($0) } ?? .wrong
        case .totp:
            let current = now.seconds / max(1, form.period)
            var found: Int64?
            for drift in [0, -1, 1] + (2...10).flatMap({ [-$0, $0] }) as [Int64] where isRight(typed, current + drift) {
                found = found ?? drift
            }
            guard let found else { return .wrong }
            // A code of later is said to be wrong: who guessed it would learn when it becomes good.
            guard found <= 1 else { return .wrong }
            guard found >= -1 else { return .clock(minutes: Int((-found * form.period + 30) / 60)) }
            return current + found >= next ? .right(current + found) : .used
        }
    }

    private func isRight(_ typed: [UInt8], _ value: Int64) -> Bool {
        ConstantTime.equal(Array(code(value).utf8), typed)
    }

    /// The value of a counter or step (RFC 4226 §5.3).
    package func code(_ value: Int64) -> String {
        let counter = withUnsafeBytes(of: value.bigEndian) { Array($0) }
        let key = SymmetricKey(data: secret.bytes)
        let mac: [UInt8] =
            switch form.hash {
            case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
            case .sha256: Array(HMAC<SHA256>.authenticationCode(for: counter, using: key))
            case .sha512: Array(HMAC<SHA512>.authenticationCode(for: counter, using: key))
            }
        let offset = Int(mac[mac.count - 1] & 15)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let modulus = (0..<form.digits).reduce(UInt32(1)) { power, _ in power &* 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: max(0, form.digits - text.utf8.count)) + text
    }
}
