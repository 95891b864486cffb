import City
import Foundation
import Policy
import SwiftASN1
import X509

/// The certificate: it can be read, belongs to its key, covers every name, and is good for some weeks yet.
struct CertificateChecks {
    let city: City
    let now: Instant

    private static let weeksLeft: Int64 = 3

    func run() -> [Check] {
        guard let files = city.files.certificate else {
            return [.ok(.certificate, "none", "every listener is plain HTTP behind a proxy that is named")]
        }
        do {
            let chain = try Self.chain(at: files.chain)
            guard let leaf = chain.first else { throw CocoaError(.fileReadCorruptFile) }
            return [dates(of: leaf, files), key(of: leaf, files), issuer(of: chain, files)].compactMap(\.self)
                + cover(by: leaf, files)
        } catch {
            let fix = "openssl x509 -in \(files.chain) -noout -text  shows what is there; put a PEM chain, leaf first"
            return [.fail(.certificate, files.chain, "it cannot be read as certificates in PEM", fix: fix)]
        }
    }

    private static func chain(at path: String) throws -> [Certificate] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try PEMDocument.parseMultiple(pemString: text).filter { $0.discriminator == "CERTIFICATE" }
            .map { try Certificate(pemDocument: $0) }
    }

    private func dates(of leaf: Certificate, _ files: CertificateFiles) -> Check {
        let begin = Int64(leaf.notValidBefore.timeIntervalSince1970)
        let end = Int64(leaf.notValidAfter.timeIntervalSince1970)
        let renew = "renew it, put it at \(files.chain), then: systemctl reload nomade"
        if now.seconds < begin {
            let cause = "it begins on \(Self.day(begin)), which is later than this machine's clock"
            return .fail(.certificate, files.chain, cause, fix: "date -u  and compare; then timedatectl set-ntp true")
        }
        guard now.seconds < end else {
            return .fail(.certificate, files.chain, "it ended on \(Self.day(end)): browsers refuse it", fix: renew)
        }
        guard end - now.seconds > Self.weeksLeft * 7 * 86_400 else {
            return .warn(.certificate, files.chain, "it ends on \(Self.day(end))", fix: renew)
        }
        return .ok(.certificate, files.chain, "good until \(Self.day(end))")
    }

    private func key(of leaf: Certificate, _ files: CertificateFiles) -> Check? {
        guard let text = try? String(contentsOfFile: files.key, encoding: .utf8) else { return nil }
        guard let key = try? Certificate.PrivateKey(pemEncoded: text) else {
            let fix = "openssl pkey -in \(files.key) -noout  says what it is; put the key in PEM without a passphrase"
            return .fail(.certificate, files.key, "the private key cannot be read", fix: fix)
        }
        guard key.publicKey == leaf.publicKey else {
            let fix = "put the key that was used for \(files.chain), or ask for a new certificate with this one"
            return .fail(.certificate, files.key, "the private key does not belong to the certificate", fix: fix)
        }
        return .ok(.certificate, files.key, "the private key belongs to the certificate")
    }

    private func issuer(of chain: [Certificate], _ files: CertificateFiles) -> Check? {
        guard chain.count == 1, let leaf = chain.first, leaf.issuer != leaf.subject else { return nil }
        let cause = "the certificate stands alone: a browser that does not know who issued it refuses it"
        return .warn(.certificate, files.chain, cause, fix: "cat leaf.pem intermediate.pem > \(files.chain)")
    }

    private func cover(by leaf: Certificate, _ files: CertificateFiles) -> [Check] {
        let names = Self.names(of: leaf)
        let hosts = [city.portal.host] + city.apps.map(\.host)
        let missing = hosts.filter { host in !names.contains { Self.covers($0, host) } }
        guard !missing.isEmpty else { return [.ok(.certificate, files.chain, "covers the portal and every app")] }
        return missing.map { host in
            let fix =
                "ask for a certificate with DNS:\(city.portal.host) and DNS:*.\(city.doors.domain), or with DNS:\(host)"
            return .fail(.certificate, host, "the certificate does not cover this name", fix: fix)
        }
    }

    private static func names(of leaf: Certificate) -> [String] {
        guard let names = try? leaf.extensions.subjectAlternativeNames else { return [] }
        return names.compactMap { if case .dnsName(let name) = $0 { name.lowercased() } else { nil } }
    }

    /// A star stands for exactly one label (RFC 6125).
    static func covers(_ name: String, _ host: String) -> Bool {
        guard name.utf8.starts(with: "*.".utf8) else { return name.utf8.elementsEqual(host.utf8) }
        guard let dot = host.utf8.firstIndex(of: UInt8(ascii: ".")), dot != host.startIndex else { return false }
        return name.utf8.dropFirst(1).elementsEqual(host.utf8[dot...])
    }

    private static func day(_ seconds: Int64) -> String {
        Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601.year().month().day())
    }
}
