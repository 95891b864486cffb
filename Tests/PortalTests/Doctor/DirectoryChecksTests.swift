import City
import Foundation
import People
import Policy
import SwiftASN1
import Testing
import X509

@testable import Portal

@Suite struct `What the doctor says of the directory` {
    private func directory(_ security: DirectoryServer.Security = .implicit) -> CityDirectory {
        let account = DirectoryServer.Account(name: "cn=nomade,dc=x", passwordFile: "/etc/nomade/directory.password")
        let server = DirectoryServer(security, host: "a.example", port: 636, account: account, authority: "/ca.pem")
        return CityDirectory(server, base: "ou=agents,dc=x", attributes: [:])
    }

    @Test func `X-62: a fault comes with the command that mends it or shows more`() {
        let untrusted = DirectoryChecks.check(.untrusted("no TLS there"), of: directory(.startTLS))
        #expect(untrusted.verdict == .fail && untrusted.fix?.contains("-starttls ldap -CAfile /ca.pem") == true)
        let password = DirectoryChecks.check(.password("the password file /x can be read by others"), of: directory())
        #expect(password.fix?.contains("chmod 600") == true)
        let base = DirectoryChecks.check(.base, of: directory())
        #expect(
            base.fix?.contains("ldapsearch -x -W -D 'cn=nomade,dc=x' -H ldaps://a.example:636 -b 'ou=agents") == true
        )
        #expect(DirectoryChecks.check(.slow, of: directory(.startTLS)).fix?.contains(" -ZZ ") == true)
    }

    @Test func `X-62: a certificate that ends within three weeks is warned of`() async throws {
        try await Clinic.with { clinic in
            for (days, verdict) in [(20, Check.Verdict.warn), (23, .ok)] {
                try clinic.certify(hosts: ["a.example"], days: -1...days)
                let text = try String(contentsOfFile: clinic.folder + "/tls.pem", encoding: .utf8)
                let bytes = try Certificate(pemEncoded: text).serializeAsPEM().derBytes
                let check = DirectoryChecks.check(bytes, of: directory().server, at: Clinic.now)
                #expect(check?.verdict == verdict, "\(days)")
            }
            #expect(DirectoryChecks.check([], of: directory().server, at: Clinic.now) == nil)
        }
    }

    @Test func `a city without a directory is not asked about one`() async throws {
        try await Clinic.with { clinic in #expect(await clinic.checks(.directory).isEmpty) }
    }
}
