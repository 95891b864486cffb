import City
import Testing

@Suite struct `An upstream of the city file` {
    private static let plain = "upstream: http://127.0.0.1:9002"
    private static let secured = "upstream: https://paie.ville.local:9443"

    @Test func `S-40: behind TLS has an authority, a name and a certificate of the gate's, from the file's own folder`()
        throws
    {
        let keys = """
            upstream-authority: tls/ca.pem
                upstream-name: Paie.Ville.local
                upstream-certificate: {chain: gate.pem, key: /keys/gate.key}
            """
        let text = Town.text.replacing(Self.plain, with: "\(Self.secured)\n    \(keys)")
        let city = try City.read(text: text, path: "/etc/nomade/nomade.yaml")
        let upstream = try #require(city.apps.first { $0.key == "paie" }).upstream
        let files = CertificateFiles(chain: "/etc/nomade/gate.pem", key: "/keys/gate.key")
        let trust = UpstreamTrust(authority: "/etc/nomade/tls/ca.pem", certificate: files, name: "paie.ville.local")
        #expect(upstream == Upstream(tls: true, host: "paie.ville.local", port: 9443, trust: trust))
    }

    @Test(arguments: [
        (plain, "upstream-authority: ca.pem", MistakeCode.upstream), (plain, "upstream-name: a.b", .upstream),
        (secured, "upstream-name: \"a b\"", .upstream), (secured, "upstream-certificate: {chain: a.pem}", .missingKey),
        (secured, "upstream-certificate: {chain: a.pem, key: b, pass: c}", .unknownKey),
        (secured, "upstream-certificate: a.pem", .shape), (secured, "upstream-autority: a.pem", .unknownKey),
    ])
    func `X-60: with a key that means nothing or not enough is refused with its code`(
        upstream: String,
        key: String,
        code: MistakeCode
    ) {
        #expect(Town.mistakes(Self.plain, "\(upstream)\n    \(key)").map(\.code) == [code])
    }
}
