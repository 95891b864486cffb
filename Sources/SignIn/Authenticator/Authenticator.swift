import Crypto
import Foundation
package import Policy
import Store

/// An authenticator app's secret and what its codes are: TOTP with SHA-1, six digits, thirty seconds (RFC 6238).
package struct Authenticator: Hashable, Sendable {
    /// Seconds of one step.
    package static let period: Int64 = 30
    /// Bytes of a secret: the 160 bits that RFC 4226 recommends.
    package static let secretLength = 20

    /// The shared secret, never logged.
    package let secret: [UInt8]

    /// An authenticator of a known secret.
    package init(secret: [UInt8]) { self.secret = secret }

    /// A new authenticator with a random secret.
    package static func random() -> Authenticator { Authenticator(secret: RandomBytes.make(secretLength)) }

    /// The number of the step that `now` lies in, counted from 1970.
    package static func step(at now: Instant) -> Int64 {
        let (quotient, remainder) = now.seconds.quotientAndRemainder(dividingBy: period)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The six digits of one step.
    package func code(step: Int64) -> String { digits(step: step, count: 6) }

    /// Which step a typed code belongs to, seen from `now` (RFC 6238 §5.2 allows one step of drift).
    package func judge(_ code: String, at now: Instant) -> Judgement {
        let current = Self.step(at: now)
        let typed = Array(code.utf8)
        var found: Int64?
        for drift in Self.drifts where ConstantTime.equal(Array(self.code(step: current &+ drift).utf8), typed) {
            found = found ?? drift
        }
        guard let found else { return .wrong }
        return abs(found) <= 1 ? .right(step: current &+ found) : .clock(minutes: Self.minutes(found))
    }

    /// The step of a code that becomes good only later, two to ten steps from now; nil for any other code.
    package func earlyStep(of code: String, at now: Instant) -> Int64? {
        let current = Self.step(at: now)
        let typed = Array(code.utf8)
        return (2...10).map { current &+ $0 }.first { ConstantTime.equal(Array(self.code(step: $0).utf8), typed) }
    }

    /// What a code turned out to be.
    package enum Judgement: Hashable, Sendable {
        /// The code of a step at most one away from now.
        case right(step: Int64)
        /// The code of a step two to ten away: the phone's clock is that many whole minutes off, at least one.
        case clock(minutes: Int)
        /// No code of this secret near now.
        case wrong
    }

    /// The form that a QR code carries to the app (Key URI format).
    package func uri(issuer: String, label: String) -> String {
        "otpauth://totp/\(Self.escape(issuer)):\(Self.escape(label))?secret=\(Base32.text(secret))"
            + "&issuer=\(Self.escape(issuer))&algorithm=SHA1&digits=6&period=\(Self.period)"
    }

    /// The secret as people type it, in groups of four.
    package var typedSecret: String {
        let letters = Array(Base32.text(secret).utf8)
        let groups = stride(from: 0, to: letters.count, by: 4).map { letters[$0..<min($0 + 4, letters.count)] }
        return groups.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }

    private static let drifts: [Int64] = [0, -1, 1] + (2...10).flatMap { [-$0, $0] }

    private static func minutes(_ drift: Int64) -> Int { Int((abs(drift) * period + 30) / 60) }

    /// The HOTP value of a counter (RFC 4226 §5.3).
    func digits(step: Int64, count: Int) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[mac.count - 1] & 15)
        let value = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let modulus = (0..<count).reduce(UInt32(1)) { power, _ in power &* 10 }
        let text = String(value % modulus)
        return String(repeating: "0", count: count - text.utf8.count) + text
    }

    private static func escape(_ text: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        let escaped = text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: [byte]
            default: [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
