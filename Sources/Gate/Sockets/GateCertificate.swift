package import City
import NIOCore
import NIOSSL

/// The certificate that every listener shows, and the names that it covers.
package struct GateCertificate: Sendable {
    let context: NIOSSLContext
    /// The certificate itself, as browsers are shown it (DER).
    package let leaf: [UInt8]
    /// Lower case; `*.` stands for one label.
    package let names: [String]
    private let whole: Set<Substring>
    private let parents: Set<Substring>

    /// Reads a chain and its key from PEM files; throws where they cannot be read or do not belong together (S-35).
    package init(_ files: CertificateFiles) throws {
        let chain = try NIOSSLCertificate.fromPEMFile(files.chain)
        let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
        guard let leaf = chain.first else { throw GateFault.emptyChain(files.chain) }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["h2", "http/1.1"]
        context = try NIOSSLContext(configuration: configuration)
        self.leaf = try leaf.toDERBytes()
        names = GateCertificate.names(of: leaf)
        let isStar = { (name: String) in name.utf8.starts(with: "*.".utf8) }
        whole = Set(names.filter { !isStar($0) }.map { $0[...] })
        parents = Set(names.filter(isStar).map { $0.utf8.dropFirst(2) }.map { Substring($0) })
    }

    /// Whether the certificate speaks for a host: what a browser checks before it coalesces (S-3).
    package func covers(_ host: String) -> Bool {
        if whole.contains(host[...]) { return true }
        guard let dot = host.utf8.firstIndex(of: Octet.dot), dot > host.startIndex else { return false }
        return parents.contains(host[host.utf8.index(after: dot)...])
    }

    private static func names(of leaf: NIOSSLCertificate) -> [String] {
        leaf._subjectAlternativeNames().compactMap { name in
            guard name.nameType == .dnsName else { return nil }
            return String(decoding: name.contents.map(Octet.lower), as: UTF8.self)
        }
    }
}
