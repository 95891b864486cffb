import Audit
import Foundation
import Policy
import SignIn
import Store
import Testing
import TwoEngines

@Suite struct `A maker's file of devices` {
    private static let key = Secret([
        0x12, 0x34, 0x56, 0x78, 0x90, 0x12, 0x34, 0x56, 0x78, 0x90, 0x12, 0x34, 0x56, 0x78, 0x90, 0x12,
    ])
    private static let secret = Secret(text: "12345678901234567890")

    private static func container(_ inner: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <KeyContainer Version="1.0" xmlns="urn:ietf:params:xml:ns:keyprov:pskc"
            xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#">
        \(inner)
        </KeyContainer>
        """
    }

    /// RFC 6030, figure 2: one HOTP key in clear.
    static let plain = container(
        """
        <KeyPackage>
          <DeviceInfo><Manufacturer>Manufacturer</Manufacturer><SerialNo>987654321</SerialNo></DeviceInfo>
          <CryptoModuleInfo><Id>CM_ID_001</Id></CryptoModuleInfo>
          <Key Id="12345678" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:hotp">
            <Issuer>Issuer-A</Issuer>
            <AlgorithmParameters><ResponseFormat Length="8" Encoding="DECIMAL"/></AlgorithmParameters>
            <Data>
              <Secret><PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=
              </PlainValue></Secret>
              <Counter><PlainValue>0</PlainValue></Counter>
            </Data>
          </Key>
        </KeyPackage>
        """
    )

    /// RFC 6030, figure 6: the same under AES-128-CBC with a pre-shared key and HMAC-SHA1.
    static let encrypted = container(
        """
        <EncryptionKey><ds:KeyName>Pre-shared-key</ds:KeyName></EncryptionKey>
        <MACMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1">
          <MACKey>
            <xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>
            <xenc:CipherData><xenc:CipherValue>
              ESIzRFVmd4iZABEiM0RVZgKn6WjLaTC1sbeBMSvIhRejN9vJa2BOlSaMrR7I5wSX
            </xenc:CipherValue></xenc:CipherData>
          </MACKey>
        </MACMethod>
        <KeyPackage>
          <DeviceInfo><Manufacturer>Manufacturer</Manufacturer><SerialNo>987654321</SerialNo></DeviceInfo>
          <Key Id="12345678" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:hotp">
            <Issuer>Issuer</Issuer>
            <AlgorithmParameters><ResponseFormat Length="8" Encoding="DECIMAL"/></AlgorithmParameters>
            <Data>
              <Secret>
                <EncryptedValue>
                  <xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>
                  <xenc:CipherData><xenc:CipherValue>
                    AAECAwQFBgcICQoLDA0OD+cIHItlB3Wra1DUpxVvOx2lef1VmNPCMl8jwZqIUqGv
                  </xenc:CipherValue></xenc:CipherData>
                </EncryptedValue>
                <ValueMAC>Su+NvtQfmvfJzF6bmQiJqoLRExc=
                </ValueMAC>
              </Secret>
              <Counter><PlainValue>0</PlainValue></Counter>
            </Data>
          </Key>
        </KeyPackage>
        """
    )

    @Test func `gives the device of RFC 6030's figure 2, whose codes are those of RFC 4226`() throws {
        let device = try #require(try MakerFile(Array(Self.plain.utf8)).devices.first)
        #expect(device.serial == "987654321" && device.form == CodeDevice.Form(kind: .hotp, digits: 8))
        #expect(device.secret == Self.secret)
        #expect(device.code(0) == "84755224" && device.code(1) == "94287082")
    }

    @Test func `S-13: opens RFC 6030's figure 6 with its key`() throws {
        let device = try #require(try MakerFile(Array(Self.encrypted.utf8), key: Self.key).devices.first)
        #expect(device.secret == Self.secret)
    }

    @Test func `S-13: a value that was changed, another key and no key are refused`() throws {
        let changed = Self.encrypted.replacing("AAECAwQF", with: "AAECAwQG")
        #expect(throws: MakerFileRefusal.check(device: 1)) { try MakerFile(Array(changed.utf8), key: Self.key) }
        #expect(throws: MakerFileRefusal.key) { try MakerFile(Array(Self.encrypted.utf8)) }
        let other = Secret([UInt8](repeating: 7, count: 16))
        #expect(throws: MakerFileRefusal.self) { try MakerFile(Array(Self.encrypted.utf8), key: other) }
        let unchecked = Self.encrypted.replacing("Su+NvtQfmvfJzF6bmQiJqoLRExc=", with: "")
        #expect(throws: MakerFileRefusal.self) { try MakerFile(Array(unchecked.utf8), key: Self.key) }
    }

    @Test func `S-38: no file is read by another, none grows, none is deep`() {
        let entity = Self.plain.replacing(
            "<KeyContainer ",
            with: "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><KeyContainer "
        )
        let deep = Self.container(String(repeating: "<a>", count: 5_000) + String(repeating: "</a>", count: 5_000))
        // Foundation's parser traps at an instruction without data.
        let instruction = Self.plain.replacing("</KeyContainer>", with: "<?i?></KeyContainer>")
        for text in [entity, deep, instruction, "<?xml?><a/>", "", "<", "<a/>", String(Self.plain.dropLast(20))] {
            #expect(throws: MakerFileRefusal.self) { try MakerFile(Array(text.utf8)) }
        }
        #expect(throws: MakerFileRefusal.form) {
            try MakerFile(Array(Self.plain.utf16).flatMap { [UInt8($0 & 255), 0] })
        }
    }

    @Test(arguments: [
        ("pskc:hotp", "pskc:ocra"), ("Length=\"8\"", "Length=\"12\""), ("DECIMAL", "HEXADECIMAL"),
        ("<SerialNo>987654321", "<SerialNo>987 654"), ("MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=", "MTIz"),
        ("<PlainValue>0</PlainValue>", "<PlainValue>-1</PlainValue>"), ("Version=\"1.0\"", "Version=\"2.0\""),
    ])
    func `S-35: a device that cannot be used spoils the whole file, with the reason`(is: String, becomes: String) {
        let spoilt = Self.plain.replacing(`is`, with: becomes)
        #expect(spoilt != Self.plain)
        let good = Self.plain.replacing("987654321", with: "987654322")
        let end = "</KeyPackage>"
        let package = good.components(separatedBy: "<KeyPackage>").last?.components(separatedBy: end).first ?? ""
        let text = spoilt.replacing("</KeyContainer>", with: "<KeyPackage>\(package)\(end)\n</KeyContainer>")
        let refusal = #expect(throws: MakerFileRefusal.self) { try MakerFile(Array(text.utf8)) }
        if case .device(let number, let what) = refusal {
            #expect(number == 1 && !what.isEmpty)
        } else {
            #expect(refusal == .container && becomes.contains("2.0"))
        }
    }
}

@Suite(.onBothEngines) struct `A device that shows codes` {
    private let town: SmallTown
    private let hotp = CodeDevice(
        serial: "H1",
        form: CodeDevice.Form(kind: .hotp, digits: 6),
        secret: Secret(text: "12345678901234567890"),
        next: 0
    )

    init() async throws {
        town = try await SmallTown()
        let (keys, now, hotp) = (town.keys, town.nine, hotp)
        try await town.database.write { transaction in
            _ = try CodeDeviceStore.keep([hotp], from: "f", by: .terminal, keys: keys, at: now, in: transaction)
            try CodeDeviceStore.assign("H1", to: SmallTown.claire, by: .terminal, at: now, in: transaction)
        }
    }

    private func give(_ code: String, at second: Int64) async throws -> SignInOutcome {
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor(second)).attempt()
        return try await town.door.prove(code: code, by: .token, in: attempt, from: town.visitor(second + 3))
    }

    @Test func `S-23: opens by its next value, never by one before, and passes over presses in vain`() async throws {
        _ = try await give(hotp.code(4), at: 1).entry()
        #expect(try await give(hotp.code(4), at: 20).refusal() == .codeWrong)
        #expect(try await give(hotp.code(2), at: 40).refusal() == .codeWrong)
        #expect(try await give(hotp.code(15), at: 60).refusal() == .codeWrong)
        _ = try await give(hotp.code(5), at: 90).entry()
    }

    @Test func `S-31: serves one person at a time`() async throws {
        let now = town.nine
        await #expect(throws: CodeDeviceRefusal.taken(by: SmallTown.claire)) {
            try await town.database.write {
                try CodeDeviceStore.assign("H1", to: SmallTown.marc, by: .terminal, at: now, in: $0)
            }
        }
        await #expect(throws: CodeDeviceRefusal.unknown(serial: "H2")) {
            try await town.database.write {
                try CodeDeviceStore.assign("H2", to: SmallTown.marc, by: .terminal, at: now, in: $0)
            }
        }
        try await town.database.write {
            try CodeDeviceStore.release(of: SmallTown.claire, by: .terminal, at: now, in: $0)
        }
        #expect(try await give(hotp.code(0), at: 5).refusal() == .codeWrong)
    }

    @Test func `S-23: by time, a step serves once and none older than one; a slow clock is named`() {
        let form = CodeDevice.Form(kind: .totp, hash: .sha256, digits: 8, period: 30)
        // RFC 6238, appendix B: SHA-256 at 1,234,567,890.
        let device = CodeDevice(
            serial: "T1",
            form: form,
            secret: Secret(text: "12345678901234567890123456789012"),
            next: 0
        )
        let now = Instant(seconds: 1_234_567_890)
        let step = now.seconds / 30
        #expect(device.code(step) == "91819424")
        #expect(device.judge("91819424", at: now) == .right(step))
        #expect(device.judge("91819424", at: now.adding(seconds: 30)) == .right(step))
        #expect(device.judge("91819424", at: now.adding(seconds: 120)) == .clock(minutes: 2))
        #expect(device.judge("91819424", at: now.adding(seconds: -120)) == .wrong)
        let used = CodeDevice(serial: "T1", form: form, secret: device.secret, next: step + 1)
        #expect(used.judge("91819424", at: now) == .used)
    }
}
