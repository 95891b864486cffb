import CArgon2
import Foundation
import Store

/// An Argon2id hash in the PHC string form, with the parameters that made it (RFC 9106).
package struct PasswordHash: Hashable, Sendable {
    /// The work that one hash costs: memory in KiB, passes and lanes.
    package struct Cost: Hashable, Sendable {
        /// Memory in KiB.
        package let memory: UInt32
        /// Passes over that memory.
        package let passes: UInt32
        /// Lanes.
        package let lanes: UInt32

        /// The work of a hash: `memory` in KiB.
        package init(memory: UInt32, passes: UInt32, lanes: UInt32) {
            self.memory = memory
            self.passes = passes
            self.lanes = lanes
        }

        /// What a new hash costs: 19 MiB, two passes, one lane (OWASP Password Storage, S-20).
        package static let current = Cost(memory: 19 * 1024, passes: 2, lanes: 1)

        /// The dearest hash that we read: a planted string asks for no more of this machine.
        static let dearest = Cost(memory: 256 * 1024, passes: 8, lanes: 4)

        var isBearable: Bool {
            lanes >= 1 && lanes <= Cost.dearest.lanes && passes >= 1 && passes <= Cost.dearest.passes
                && memory >= 8 * lanes && memory <= Cost.dearest.memory
        }
    }

    /// The parameters read from the string.
    package let cost: Cost
    let salt: [UInt8]
    let digest: [UInt8]

    /// Hashes a password in its NFC form; nil only when libargon2 cannot have its memory.
    package static func make(of password: String, salt: [UInt8] = RandomBytes.make(16), cost: Cost = .current)
        -> PasswordHash?
    {
        guard let digest = digest(of: password, salt: salt, cost: cost, length: 32) else { return nil }
        return PasswordHash(cost: cost, salt: salt, digest: digest)
    }

    /// Whether the password made this hash; compared in constant time (S-13).
    package func matches(_ password: String) -> Bool {
        guard let digest = Self.digest(of: password, salt: salt, cost: cost, length: self.digest.count) else {
            return false
        }
        return ConstantTime.equal(digest, self.digest)
    }

    /// Whether the stored parameters are not those of today, so that the hash is made anew at this sign-in.
    package func isOutdated(at cost: Cost = .current) -> Bool { self.cost != cost }

    private static func digest(of password: String, salt: [UInt8], cost: Cost, length: Int) -> [UInt8]? {
        guard cost.isBearable, (8...64).contains(salt.count), (16...64).contains(length) else { return nil }
        let bytes = Array(password.precomposedStringWithCanonicalMapping.utf8)
        var digest = [UInt8](repeating: 0, count: length)
        let result = argon2id_hash_raw(
            cost.passes,
            cost.memory,
            cost.lanes,
            bytes,
            bytes.count,
            salt,
            salt.count,
            &digest,
            length
        )
        return result == ARGON2_OK.rawValue ? digest : nil
    }
}

extension PasswordHash {
    /// The stored form: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
    package var phc: String {
        "$argon2id$v=19$m=\(cost.memory),t=\(cost.passes),p=\(cost.lanes)$\(Self.base64(salt))$\(Self.base64(digest))"
    }

    /// Reads a stored form strictly; nil for any other spelling, so that no stored byte can trap or starve (S-38).
    package init?(phc: String) {
        let parts = phc.utf8.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false).map { Array($0) }
        guard phc.utf8.count <= 256, parts.count == 6, parts[0].isEmpty else { return nil }
        guard parts[1] == Array("argon2id".utf8), parts[2] == Array("v=19".utf8) else { return nil }
        guard let cost = Self.cost(parts[3]), cost.isBearable else { return nil }
        guard let salt = Self.bytes(base64: parts[4]), (8...64).contains(salt.count) else { return nil }
        guard let digest = Self.bytes(base64: parts[5]), (16...64).contains(digest.count) else { return nil }
        self.init(cost: cost, salt: salt, digest: digest)
    }

    private static func cost(_ text: [UInt8]) -> Cost? {
        let fields = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard fields.count == 3 else { return nil }
        let values = zip(["m=", "t=", "p="], fields).compactMap { name, field -> UInt32? in
            guard field.starts(with: Array(name.utf8)) else { return nil }
            let digits = field.dropFirst(2)
            guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return UInt32(String(decoding: digits, as: UTF8.self))
        }
        guard values.count == 3 else { return nil }
        return Cost(memory: values[0], passes: values[1], lanes: values[2])
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "=", with: "")
    }

    private static func bytes(base64 text: [UInt8]) -> [UInt8]? {
        let padded = String(decoding: text, as: UTF8.self) + String(repeating: "=", count: (4 - text.count % 4) % 4)
        guard !text.contains(UInt8(ascii: "=")), let data = Data(base64Encoded: padded) else { return nil }
        return Array(data)
    }
}
