import Testing

@testable import Store

extension KeyPurpose {
    fileprivate static let factor = KeyPurpose("test.factor")
    fileprivate static let returnAddress = KeyPurpose("test.return-address")
}

@Suite struct `A sealed secret` {
    let file = KeyFile.forTests("2026-11-24")
    let secret = Array("JBSWY3DPEHPK3PXP".utf8)
    let context = ["agent", "0412345", "factor"]

    @Test func `opens for its purpose and context, and holds nothing in clear`() throws {
        let sealed = try file.seal(secret, for: .factor, context: context)
        #expect(try file.open(sealed, for: .factor, context: context) == secret)
        #expect(sealed.firstRange(of: secret) == nil)
    }

    @Test func `is never twice the same`() throws {
        let all = try (0..<50).map { _ in try file.seal(secret, for: .factor, context: context) }
        #expect(Set(all).count == 50)
    }

    @Test func `S-13: opens in no other place, for no other purpose and under no other key`() throws {
        let sealed = try file.seal(secret, for: .factor, context: context)
        let others = [["agent", "0412346", "factor"], ["agent", "0412345"], ["agent0412345", "factor"], []]
        for other in others {
            #expect(throws: SealRefusal()) { try file.open(sealed, for: .factor, context: other) }
        }
        #expect(throws: SealRefusal()) { try file.open(sealed, for: .returnAddress, context: context) }
        let stranger = KeyFile.forTests("2026-11-24")
        #expect(throws: SealRefusal()) { try stranger.open(sealed, for: .factor, context: context) }
    }

    @Test func `S-13: with any bit altered, or cut anywhere, opens not`() throws {
        let sealed = try file.seal(secret, for: .factor, context: context)
        for index in sealed.indices {
            for bit in 0..<8 {
                var altered = sealed
                altered[index] ^= 1 << UInt8(bit)
                #expect(throws: SealRefusal()) { try file.open(altered, for: .factor, context: context) }
            }
            #expect(throws: SealRefusal()) { try file.open(Array(sealed[..<index]), for: .factor, context: context) }
        }
        #expect(throws: SealRefusal()) { try file.open(sealed + [0], for: .factor, context: context) }
    }

    @Test func `opens after a rotation, which seals under the new key`() throws {
        let old = try file.seal(secret, for: .factor, context: context)
        let rotated = try #require(KeyFile(keys: file.keys + KeyFile.forTests("2027-01-05").keys))
        #expect(try rotated.open(old, for: .factor, context: context) == secret)
        #expect(rotated.isOutdated(old))
        let new = try rotated.seal(secret, for: .factor, context: context)
        #expect(!rotated.isOutdated(new))
        #expect(throws: SealRefusal()) { try file.open(new, for: .factor, context: context) }
    }
}

@Suite struct `A code kept under the key file` {
    let file = KeyFile.forTests("2026-11-24")

    @Test func `is found again after a rotation`() throws {
        let kept = file.code(of: Array("123456".utf8), for: .factor)
        let rotated = try #require(KeyFile(keys: file.keys + KeyFile.forTests("2027-01-05").keys))
        let candidates = rotated.codes(of: Array("123456".utf8), for: .factor)
        #expect(candidates == [rotated.code(of: Array("123456".utf8), for: .factor), kept])
    }

    @Test func `S-13: cannot be guessed without the key, nor used for another purpose`() {
        let kept = file.code(of: Array("123456".utf8), for: .factor)
        #expect(kept.count == 32)
        #expect(KeyFile.forTests("2026-11-24").code(of: Array("123456".utf8), for: .factor) != kept)
        #expect(file.code(of: Array("123456".utf8), for: .returnAddress) != kept)
        #expect(file.code(of: Array("123457".utf8), for: .factor) != kept)
        #expect(file.derive(.factor).bytes != kept)
    }

    @Test func `is compared byte for byte`() {
        #expect(ConstantTime.equal([1, 2, 3], [1, 2, 3]))
        #expect(ConstantTime.equal([], []))
        for other: [UInt8] in [[0, 2, 3], [1, 2, 2], [1, 2], [1, 2, 3, 0]] {
            #expect(!ConstantTime.equal([1, 2, 3], other))
        }
    }
}

extension KeyFile {
    /// A key file in memory with one random key.
    static func forTests(_ name: String) -> KeyFile {
        guard let key = NamedKey.random(named: name), let file = KeyFile(keys: [key]) else { preconditionFailure(name) }
        return file
    }
}
