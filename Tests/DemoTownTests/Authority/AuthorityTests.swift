import DemoTown
import Foundation
import Policy
import SwiftASN1
import Testing
@_spi(FixedExpiryValidationTime) import X509

@Suite struct `The town's authority` {
    private let folder = NSTemporaryDirectory() + "nomade-authority-\(UUID().uuidString)"
    private let names = ["nomades.localhost", "*.nomades.localhost"]
    private let tuesday = Instant(seconds: 1_795_500_000)

    @Test func `makes a certificate that its root vouches for, on every host of the town`() async throws {
        let authority = try Authority.prepare(in: folder, for: names, now: tuesday)

        let chain = try certificates(in: authority.chain)
        let root = try #require(try certificates(in: authority.root).first)
        let server = try #require(chain.first)
        var verifier = Verifier(rootCertificates: CertificateStore([root])) {
            RFC5280Policy(fixedExpiryValidationTime: Date(timeIntervalSince1970: TimeInterval(tuesday.seconds)))
        }
        let result = await verifier.validate(leaf: server, intermediates: CertificateStore())

        guard case .validCertificate = result else { return #expect(Bool(false), "\(result)") }
        let covered = try server.extensions.subjectAlternativeNames.map(Array.init)
        #expect(covered == names.map { .dnsName($0) })
    }

    @Test func `is kept from one start to the next, so that a browser goes on trusting it`() throws {
        let first = try Authority.prepare(in: folder, for: names, now: tuesday)
        let before = try String(contentsOfFile: first.root, encoding: .utf8)
        _ = try Authority.prepare(in: folder, for: names, now: tuesday)

        #expect(try String(contentsOfFile: first.root, encoding: .utf8) == before)
    }

    @Test func `is made anew when the certificate is about to end, or when a host joins`() throws {
        let first = try Authority.prepare(in: folder, for: names, now: tuesday)
        let before = try String(contentsOfFile: first.root, encoding: .utf8)
        _ = try Authority.prepare(in: folder, for: names + ["intranet.ville.local"], now: tuesday)
        let joined = try String(contentsOfFile: first.root, encoding: .utf8)
        let nextYear = Instant(seconds: tuesday.seconds + 395 * 86_400)
        _ = try Authority.prepare(in: folder, for: names + ["intranet.ville.local"], now: nextYear)

        #expect(joined != before)
        #expect(try String(contentsOfFile: first.root, encoding: .utf8) != joined)
    }

    @Test func `keeps the server's key for its owner alone, and the root's key nowhere`() throws {
        let authority = try Authority.prepare(in: folder, for: names, now: tuesday)

        let mode = try FileManager.default.attributesOfItem(atPath: authority.key)[.posixPermissions] as? Int
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(mode == 0o600)
        #expect(files.sorted() == ["authority.pem", "tls.key", "tls.pem"])
    }

    private func certificates(in file: String) throws -> [Certificate] {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        return try PEMDocument.parseMultiple(pemString: text).map { try Certificate(pemDocument: $0) }
    }
}
