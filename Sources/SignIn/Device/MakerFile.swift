import Crypto
import CryptoExtras
import Foundation
package import Store

/// Why a maker's file is not taken, as a whole or for one device.
package enum MakerFileRefusal: Error, Hashable, Sendable {
    /// Not XML, too large, or with a document type.
    case form
    /// Its root is no `KeyContainer` of version 1.0.
    case container
    /// It is encrypted and no key was given, or the key is no 128 bits.
    case key
    /// The check of a value failed: another key, or a file that was changed.
    case check(device: Int)
    /// What a device lacks or has that is not taken.
    case device(Int, String)

    /// The code that people may quote.
    package var code: String {
        switch self {
        case .form: "device.file-form"
        case .container: "device.file-container"
        case .key: "device.file-key"
        case .check: "device.file-check"
        case .device: "device.file-device"
        }
    }

    /// What is wrong, in one line.
    package var what: String {
        switch self {
        case .form: "the file is no XML of at most 32 MiB without a document type"
        case .container: "the file is no PSKC KeyContainer of version 1.0 (RFC 6030)"
        case .key: "the file is encrypted, and no key of 16 bytes was given"
        case .check(let device): "the check of device \(device) fails: the key is another, or the file was changed"
        case .device(let device, let what): "device \(device) \(what)"
        }
    }

    /// What to do, in one line.
    package var fix: String {
        switch self {
        case .form, .container: "ask the maker for the PSKC file (RFC 6030)"
        case .key, .check: "give the key that the maker sent apart: --key-file FILE, 32 hexadecimal digits or 16 bytes"
        case .device: "ask the maker for another file, or take the device out of it"
        }
    }
}

/// A maker's file of devices (PSKC, RFC 6030): plain values, or AES-128-CBC under a key that was agreed beforehand, checked
/// by HMAC before anything is decrypted.
package struct MakerFile: Sendable {
    /// The devices, in the order of the file.
    package let devices: [CodeDevice]

    /// Reads a whole file or none of it. Throws `MakerFileRefusal`.
    package init(_ bytes: [UInt8], key: Secret? = nil) throws(MakerFileRefusal) {
        guard let root = MakerXML.root(bytes) else { throw .form }
        guard root.name == "KeyContainer", root.attributes["Version"] == "1.0" else { throw .container }
        let seal = try MakerSeal(root, key: key)
        var devices: [CodeDevice] = []
        for package in root.children where package.name == "KeyPackage" {
            devices.append(try Self.device(package, number: devices.count + 1, seal))
        }
        guard !devices.isEmpty else { throw .container }
        self.devices = devices
    }

    private static func device(_ package: MakerElement, number: Int, _ seal: MakerSeal?) throws(MakerFileRefusal)
        -> CodeDevice
    {
        guard let key = package.child("Key") else { throw .device(number, "has no key") }
        let serial = package.text(package.child("DeviceInfo", "SerialNo")) ?? key.attributes["Id"] ?? ""
        guard (1...64).contains(serial.utf8.count), serial.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .device(number, "has no serial number of 1 to 64 letters and digits")
        }
        guard let data = key.child("Data"), let secret = data.child("Secret") else {
            throw .device(number, "has no secret")
        }
        let form = try form(of: key, number)
        let value = try self.secret(secret, number, seal)
        guard (16...64).contains(value.bytes.count) else { throw .device(number, "has a secret of no 128 to 512 bits") }
        let counter = data.text(data.child("Counter", "PlainValue")) ?? "0"
        guard form.kind == .totp || data.child("Counter", "EncryptedValue") == nil, let next = Int64(counter),
            (0...(Int64.max >> 8)).contains(next)
        else { throw .device(number, "has a counter that cannot be read") }
        return CodeDevice(serial: serial, form: form, secret: value, next: form.kind == .hotp ? next : 0)
    }

    private static func form(of key: MakerElement, _ number: Int) throws(MakerFileRefusal) -> CodeDevice.Form {
        let names = [
            "urn:ietf:params:xml:ns:keyprov:pskc:hotp": CodeDevice.Kind.hotp,
            "urn:ietf:params:xml:ns:keyprov:pskc:totp": .totp,
        ]
        guard let kind = names[key.attributes["Algorithm"] ?? ""] else {
            throw .device(number, "follows an algorithm that is neither HOTP nor TOTP")
        }
        let parameters = key.child("AlgorithmParameters")
        let format = parameters?.child("ResponseFormat")
        guard format?.attributes["Encoding"] == "DECIMAL",
            let digits = format?.attributes["Length"].flatMap({ Int($0) }),
            (6...8).contains(digits)
        else { throw .device(number, "shows no decimal code of 6 to 8 digits") }
        let suites = ["HMAC-SHA1": CodeDevice.Hash.sha1, "HMAC-SHA256": .sha256, "HMAC-SHA512": .sha512]
        let suite = parameters.flatMap { $0.text($0.child("Suite")) } ?? "HMAC-SHA1"
        guard let hash = suites[suite] else { throw .device(number, "uses the suite \(suite), which is not taken") }
        let interval = key.child("Data").flatMap { $0.text($0.child("TimeInterval", "PlainValue")) } ?? "30"
        guard let period = Int64(interval), (10...300).contains(period) else {
            throw .device(number, "has a time interval that is not taken")
        }
        return CodeDevice.Form(kind: kind, hash: hash, digits: digits, period: period)
    }

    private static func secret(_ secret: MakerElement, _ number: Int, _ seal: MakerSeal?) throws(MakerFileRefusal)
        -> Secret
    {
        if let plain = secret.text(secret.child("PlainValue")) {
            guard let bytes = MakerSeal.base64(plain) else { throw .device(number, "has a secret that is no base64") }
            return Secret(bytes)
        }
        guard let value = secret.child("EncryptedValue") else { throw .device(number, "has no secret") }
        guard let seal else { throw .key }
        return try seal.open(value, mac: secret.text(secret.child("ValueMAC")), number)
    }
}

/// What opens the encrypted values of a file: the key that was agreed, and the key of their checks (RFC 6030 §6).
struct MakerSeal {
    private static let cbc = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
    private let key: Secret
    private let checkKey: Secret
    private let isSHA256: Bool

    /// Nil for a file without encryption.
    init?(_ root: MakerElement, key: Secret?) throws(MakerFileRefusal) {
        guard root.child("EncryptionKey") != nil else { return nil }
        guard let key, key.bytes.count == 16 else { throw .key }
        guard let method = root.child("MACMethod"), let sealed = method.child("MACKey"),
            let cipher = Self.cipher(sealed), let opened = Self.decrypt(cipher, by: key)
        else { throw .check(device: 0) }
        switch method.attributes["Algorithm"] {
        case "http://www.w3.org/2000/09/xmldsig#hmac-sha1": isSHA256 = false
        case "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256": isSHA256 = true
        default: throw .check(device: 0)
        }
        (self.key, checkKey) = (key, Secret(opened))
    }

    /// A value, checked before it is decrypted.
    func open(_ value: MakerElement, mac: String?, _ number: Int) throws(MakerFileRefusal) -> Secret {
        guard let cipher = Self.cipher(value), let mac = mac.flatMap(Self.base64),
            ConstantTime.equal(check(of: cipher), mac), let opened = Self.decrypt(cipher, by: key)
        else { throw .check(device: number) }
        return Secret(opened)
    }

    private func check(of cipher: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: checkKey.bytes)
        return isSHA256
            ? Array(HMAC<SHA256>.authenticationCode(for: cipher, using: key))
            : Array(HMAC<Insecure.SHA1>.authenticationCode(for: cipher, using: key))
    }

    private static func cipher(_ value: MakerElement) -> [UInt8]? {
        guard value.child("EncryptionMethod")?.attributes["Algorithm"] == cbc else { return nil }
        return value.text(value.child("CipherData", "CipherValue")).flatMap(base64)
    }

    /// AES-128-CBC with the vector in front; the last byte tells the length of the padding (XML Encryption 1.0, §5.2).
    private static func decrypt(_ cipher: [UInt8], by key: Secret) -> [UInt8]? {
        guard cipher.count >= 32, cipher.count <= 512, cipher.count % 16 == 0,
            let vector = try? AES._CBC.IV(ivBytes: cipher.prefix(16)),
            let padded = try? AES._CBC.decrypt(
                cipher.dropFirst(16),
                using: SymmetricKey(data: key.bytes),
                iv: vector,
                noPadding: true
            ), let length = padded.last, (1...16).contains(length), padded.count > Int(length)
        else { return nil }
        return Array(padded.dropLast(Int(length)))
    }

    /// Base64 whose lines may be broken anywhere.
    static func base64(_ text: String) -> [UInt8]? {
        let bytes = text.utf8.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return Data(base64Encoded: Data(bytes)).map(Array.init)
    }
}
