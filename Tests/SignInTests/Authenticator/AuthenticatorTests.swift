import Policy
import SignIn
import Testing

@Suite struct `An authenticator` {
    private let rfc = Authenticator(secret: Array("12345678901234567890".utf8))

    @Test(
        arguments: zip(
            [59, 1_111_111_109, 1_111_111_111, 1_234_567_890, 2_000_000_000, 20_000_000_000] as [Int64],
            ["94287082", "07081804", "14050471", "89005924", "69279037", "65353130"]
        )
    )
    func `S-23: shows the codes of RFC 6238's appendix B`(time: Int64, code: String) {
        let step = Authenticator.step(at: Instant(seconds: time))
        #expect(rfc.code(step: step) == code.suffix(6))
    }

    @Test func `S-23: one step of drift is right, either way, and no more`() {
        let now = Instant(seconds: 1_800_000_000)
        let step = Authenticator.step(at: now)
        for drift in [Int64(-1), 0, 1] {
            #expect(rfc.judge(rfc.code(step: step + drift), at: now) == .right(step: step + drift))
        }
        #expect(rfc.judge(rfc.code(step: step - 2), at: now) == .clock(minutes: 1))
    }

    @Test(arguments: zip([2, 4, 10, -6, -10] as [Int64], [1, 2, 5, 3, 5]))
    func `a clock that is off is told in minutes, never accepted`(drift: Int64, minutes: Int) {
        let now = Instant(seconds: 1_800_000_000)
        let code = rfc.code(step: Authenticator.step(at: now) + drift)
        #expect(rfc.judge(code, at: now) == .clock(minutes: minutes))
    }

    @Test func `S-38: no text, however odd, is a code or a trap`() {
        let now = Instant(seconds: 1_800_000_000)
        for text in ["", "12345", "1234567", "\u{0661}\u{0662}\u{0663}", "12345\u{301}6"] {
            #expect(rfc.judge(text, at: now) == .wrong)
        }
        _ = rfc.judge("000000", at: Instant(seconds: .max))
        _ = rfc.judge("000000", at: Instant(seconds: .min))
    }

    @Test func `X-32: the secret is text in groups of four, and in the address of the app`() {
        #expect(rfc.typedSecret == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
        #expect(
            rfc.uri(issuer: "Ville de Nomades", label: "0412345")
                == "otpauth://totp/Ville%20de%20Nomades:0412345?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Ville%20de%20Nomades&algorithm=SHA1&digits=6&period=30"
        )
    }
}

@Suite struct `A base32 text` {
    @Test(
        arguments: zip(
            ["", "f", "fo", "foo", "foob", "fooba", "foobar"],
            ["", "MY", "MZXQ", "MZXW6", "MZXW6YQ", "MZXW6YTB", "MZXW6YTBOI"]
        )
    )
    func `spells the vectors of RFC 4648`(plain: String, text: String) {
        #expect(Base32.text(Array(plain.utf8)) == text)
        #expect(Base32.bytes(text) == Array(plain.utf8))
    }

    @Test func `takes spaces and small letters, and nothing else`() {
        #expect(Base32.bytes("mzxw 6ytb-oi==") == Array("foobar".utf8))
        #expect(Base32.bytes("MZXW1") == nil)
    }
}

@Suite struct `A typed code` {
    @Test(arguments: [
        "482913", " 482 913 ", "482-913", "482913 est votre code Nomade, valable 5 minutes.", "482\u{A0}913",
        "Code: 482913\n@nomades.example #482913",
    ])
    func `X-14: is the first run of six digits`(text: String) {
        #expect(TypedCode(text) == .code("482913"))
    }

    @Test(arguments: zip(["", "48291", "4829134", "code"], [0, 5, 7, 0]))
    func `X-14: tells how many digits were typed`(text: String, digits: Int) {
        #expect(TypedCode(text) == .malformed(digits: digits))
    }
}

@Suite struct `A QR code` {
    @Test func `X-32: is drawn with its quiet border, by digits and letters that need no encoding`() throws {
        let code = try #require(QRCode("otpauth://totp/Nomades:0412345?secret=GEZD"))
        #expect(code.side == 37 && code.path.hasPrefix("M4 4h7v1h-7z"))
        #expect(code.path.utf8.allSatisfy { "Mhvz- 0123456789".utf8.contains($0) })
    }

    @Test func `has its three finders`() throws {
        let code = try #require(QRCode("otpauth://totp/Nomades:0412345?secret=GEZD"))
        #expect((0..<7).allSatisfy { code.isDark(x: $0, y: 0) && code.isDark(x: 0, y: $0) })
        #expect(!code.isDark(x: 7, y: 0) && !code.isDark(x: 1, y: 1) && code.isDark(x: 3, y: 3))
    }

    @Test func `a text too long for one has none`() {
        #expect(QRCode(String(repeating: "x", count: 5_000)) == nil)
    }
}
