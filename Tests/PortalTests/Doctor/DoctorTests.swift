import City
import Foundation
import Policy
import Store
import Testing

@testable import Portal

@Suite struct `The doctor, on files and keys` {
    @Test func `X-62: finds nothing to mend in a healthy city but a way past the gate`() async throws {
        try await Clinic.with { clinic in
            let checks = await Doctor(
                city: clinic.city,
                migrations: Clinic.migrations,
                now: Clinic.now,
                probe: .healthy
            ).examine()
            #expect(checks.filter { $0.verdict != .ok }.map(\.name) == ["contacts", "app paie, the way past the gate"])
            // This city has no directory.
            #expect(Set(checks.map(\.layer)) == Set(CheckLayer.allCases).subtracting([.directory]))
            #expect(checks.count >= 18)
        }
    }

    @Test func `X-62: names what others may read or change, with the command`() async throws {
        try await Clinic.with { clinic in
            chmod(clinic.files.city, 0o666)
            chmod(clinic.files.data, 0o755)
            let files = await clinic.checks(.file)
            #expect(files.map(\.verdict) == [.warn, .warn])
            #expect(files.map(\.fix) == ["chmod go-w \(clinic.files.city)", "chmod 0700 \(clinic.files.data)"])
        }
    }

    @Test func `S-35: names a key file with a wrong mode, and one that is gone while its data is there`() async throws {
        try await Clinic.with { clinic in
            chmod(clinic.files.keyFile, 0o644)
            let open = await clinic.checks(.keys)[0]
            #expect(open.verdict == .fail)
            #expect(open.fix == "chmod 0600 \(clinic.files.keyFile)")
            unlink(clinic.files.keyFile)
            let gone = await clinic.checks(.keys)[0]
            #expect(gone.verdict == .fail)
            #expect(gone.cause.contains("holds data"))
            unlink(clinic.files.database)
            #expect(await clinic.checks(.keys)[0].verdict == .ok)
        }
    }

    @Test(arguments: [(0o600, .ok), (0o640, .warn), (0o644, .fail)] as [(UInt32, Check.Verdict)])
    func `S-35: judges who may use the private key of the certificate`(mode: UInt32, verdict: Check.Verdict)
        async throws
    {
        try await Clinic.with { clinic in
            chmod(clinic.folder + "/tls.key", mode)
            #expect(await clinic.checks(.keys)[1].verdict == verdict)
        }
    }
}

@Suite struct `The doctor, on names and certificate` {
    @Test func `X-62: says which name the DNS does not know, and the record to add`() async throws {
        try await Clinic.with { clinic in
            var probe = Probe.healthy
            let healthy = probe.addresses
            probe.addresses = { $0.hasPrefix("paie") ? [] : await healthy($0) }
            let failed = await clinic.checks(.names, probe: probe).filter { $0.verdict == .fail }
            #expect(failed.map(\.name) == ["app paie, paie.nomades.example.fr"])
            #expect(failed[0].fix == "add to the DNS:  paie.nomades.example.fr. CNAME nomades.example.fr.")
        }
    }

    @Test func `X-62: warns of a name that leads past the gate, and of an inside name that does not lead to it`()
        async throws
    {
        try await Clinic.with { clinic in
            var probe = Probe.healthy
            let healthy = probe.addresses
            probe.addresses = { host in
                guard host.hasPrefix("intranet"), let elsewhere = IPAddress("10.9.9.9") else {
                    return await healthy(host)
                }
                return [elsewhere]
            }
            let warned = await clinic.checks(.names, probe: probe).filter { $0.verdict == .warn }
            let names = [
                "app intranet, intranet.nomades.example.fr", "app intranet, known inside as intranet.ville.local",
            ]
            #expect(warned.map(\.name) == names)
        }
    }

    @Test func `X-62: says which names the certificate leaves out`() async throws {
        try await Clinic.with(hosts: ["nomades.example.fr", "intranet.nomades.example.fr"]) { clinic in
            let failed = await clinic.checks(.certificate).filter { $0.verdict == .fail }
            #expect(failed.map(\.name) == ["paie.nomades.example.fr"])
        }
    }

    @Test(
        arguments: [(-90...(-1), .fail), (-1...10, .warn), (2...90, .fail), (-1...90, .ok)]
            as [(ClosedRange<Int>, Check.Verdict)]
    )
    func `X-62: judges the days that the certificate is good for`(days: ClosedRange<Int>, verdict: Check.Verdict)
        async throws
    {
        try await Clinic.with(days: days) { clinic in
            #expect(await clinic.checks(.certificate)[0].verdict == verdict)
        }
    }

    @Test func `X-62: sees a key that does not belong to the certificate, and a chain that is no chain`() async throws {
        try await Clinic.with { clinic in
            let chain = try String(contentsOfFile: clinic.folder + "/tls.pem", encoding: .utf8)
            try clinic.certify(hosts: ["other.example.fr"], days: 0...1)
            try chain.write(toFile: clinic.folder + "/tls.pem", atomically: true, encoding: .utf8)
            #expect(
                await clinic.checks(.certificate).contains {
                    $0.cause == "the private key does not belong to the certificate"
                }
            )
            try "no certificate".write(toFile: clinic.folder + "/tls.pem", atomically: true, encoding: .utf8)
            #expect(await clinic.checks(.certificate).map(\.verdict) == [.fail])
        }
    }

    @Test func `a star in a certificate stands for one label`() {
        #expect(CertificateChecks.covers("*.example.fr", "paie.example.fr"))
        for host in ["a.paie.example.fr", "example.fr", ".example.fr", "paie.example.com"] {
            #expect(!CertificateChecks.covers("*.example.fr", host), "\(host)")
        }
    }

    @Test func `X-62: sees a clock that went back`() async throws {
        try await Clinic.with { clinic in
            #expect(await clinic.checks(.clock).map(\.verdict) == [.ok, .ok])
            let yesterday = Instant(seconds: Clinic.now.seconds - 86_400)
            #expect(await clinic.checks(.clock, at: yesterday).map(\.verdict) == [.fail, .fail])
        }
    }
}
