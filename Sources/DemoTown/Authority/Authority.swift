import Crypto
import Foundation
package import Policy
import SwiftASN1
import X509

/// The demo's own certificate authority: a root to trust and one certificate for the portal and every host under it.
package struct Authority: Sendable {
    /// PEM file of the root that browsers and programs are asked to trust.
    package let root: String
    /// PEM file of the server's certificate followed by the root.
    package let chain: String
    /// PEM file of the server's private key, mode 0600.
    package let key: String

    /// The authority of a folder: the one that is there while it holds for another week, else a new one.
    /// The root's private key is dropped once it has signed, so nobody can sign more in its name.
    package static func prepare(in folder: String, for names: [String], now: Instant) throws -> Authority {
        let authority = Authority(folder: folder)
        if authority.stillHolds(for: names, now: now) { return authority }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try authority.make(for: names, now: now)
        return authority
    }

    private init(folder: String) {
        root = folder + "/authority.pem"
        chain = folder + "/tls.pem"
        key = folder + "/tls.key"
    }

    private func stillHolds(for names: [String], now: Instant) -> Bool {
        guard FileManager.default.isReadableFile(atPath: key), FileManager.default.isReadableFile(atPath: root),
            let text = try? String(contentsOfFile: chain, encoding: .utf8),
            let leaf = try? PEMDocument.parseMultiple(pemString: text).first,
            let certificate = try? Certificate(pemDocument: leaf)
        else { return false }
        let inAWeek = now.date.addingTimeInterval(7 * 86_400)
        let covered = (try? certificate.extensions.subjectAlternativeNames) ?? nil
        return certificate.notValidAfter > inAWeek && covered.map(Array.init) == names.map { .dnsName($0) }
    }

    private func make(for names: [String], now: Instant) throws {
        let rootKey = P256.Signing.PrivateKey()
        let rootCertificate = try rootCertificate(key: rootKey, now: now)
        let serverKey = P256.Signing.PrivateKey()
        let server = try serverCertificate(
            for: names,
            key: serverKey,
            signedBy: rootKey,
            root: rootCertificate,
            now: now
        )

        let rootText = try rootCertificate.serializeAsPEM().pemString + "\n"
        let serverText = try server.serializeAsPEM().pemString + "\n"
        try SecretFile.write(serverKey.pemRepresentation + "\n", to: key)
        try (serverText + rootText).write(toFile: chain, atomically: true, encoding: .utf8)
        try rootText.write(toFile: root, atomically: true, encoding: .utf8)
    }

    private func rootCertificate(key: P256.Signing.PrivateKey, now: Instant) throws -> Certificate {
        let name = try DistinguishedName {
            CommonName("Ville de Nomades, démonstration")
            OrganizationName("Nomade")
        }
        return try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: .init(key.publicKey),
            notValidBefore: now.date.addingTimeInterval(-3_600),
            notValidAfter: now.date.addingTimeInterval(398 * 86_400),
            issuer: name,
            subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: .init(key.publicKey))
            },
            issuerPrivateKey: .init(key)
        )
    }

    private func serverCertificate(
        for names: [String],
        key: P256.Signing.PrivateKey,
        signedBy rootKey: P256.Signing.PrivateKey,
        root: Certificate,
        now: Instant
    ) throws -> Certificate {
        try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: .init(key.publicKey),
            notValidBefore: now.date.addingTimeInterval(-3_600),
            notValidAfter: now.date.addingTimeInterval(397 * 86_400),
            issuer: root.subject,
            subject: DistinguishedName { CommonName(names.first ?? "nomade") },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(names.map { .dnsName($0) })
                SubjectKeyIdentifier(hash: .init(key.publicKey))
                AuthorityKeyIdentifier(
                    keyIdentifier: try root.extensions.subjectKeyIdentifier.map { $0.keyIdentifier }
                )
            },
            issuerPrivateKey: .init(rootKey)
        )
    }
}

extension Instant {
    fileprivate var date: Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }
}
