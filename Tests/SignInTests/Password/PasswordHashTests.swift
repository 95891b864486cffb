import SignIn
import Testing

@Suite struct `A password hash` {
    private let quick = PasswordHash.Cost(memory: 64, passes: 1, lanes: 1)

    @Test func `S-20: costs nineteen mebibytes, two passes and one lane`() throws {
        let hash = try #require(PasswordHash.make(of: "les tilleuls de la place"))
        #expect(hash.phc.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(hash.matches("les tilleuls de la place"))
        #expect(!hash.matches("les tilleuls de la placf"))
    }

    @Test func `agrees with the reference program on a known vector`() throws {
        // `echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1`, the reference test of the Argon2 repository.
        let stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
        let hash = try #require(PasswordHash(phc: stored))
        #expect(hash.matches("password"))
        #expect(hash.phc == stored)
    }

    @Test func `S-20: an older cost is read and told to be raised`() throws {
        let old = try #require(PasswordHash.make(of: "un deux trois soleil", cost: quick))
        #expect(try #require(PasswordHash(phc: old.phc)).isOutdated())
        #expect(try !#require(PasswordHash.make(of: "un deux trois soleil")).isOutdated())
    }

    @Test func `S-20: composed and decomposed accents are one password`() throws {
        let hash = try #require(PasswordHash.make(of: "e\u{301}te\u{301} a\u{300} la mer", cost: quick))
        #expect(hash.matches("\u{E9}t\u{E9} \u{E0} la mer"))
    }

    @Test(
        arguments: [
            "", "$", "$$$$$",
            "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=99999999999999999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=-1,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=65536,t=2,p=1$c29t$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$====",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$\u{301}\u{0}\r\n", String(repeating: "$", count: 10_000),
        ]
    )
    func `S-38: a planted string is no hash and traps nothing`(stored: String) {
        #expect(PasswordHash(phc: stored) == nil)
    }

    @Test func `S-38: random bytes in a stored hash trap nothing`() throws {
        let phc = Array(try #require(PasswordHash.make(of: "les tilleuls", cost: quick)).phc.utf8)
        for _ in 0..<2_000 {
            var bytes = phc
            bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255)
            _ = PasswordHash(phc: String(decoding: bytes, as: UTF8.self))
        }
    }
}
