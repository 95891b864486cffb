package import City
package import NIOSSL

/// The TLS that apps are called with: one context for each way of trusting that the city file states, made once (S-40).
package struct AppTrust: Sendable {
    private let contexts: [UpstreamTrust: NIOSSLContext]

    /// Without any app behind TLS.
    package init() { contexts = [:] }

    /// Reads every file that the apps name; throws `AppTrustFault` for the first that cannot be used (S-35).
    package init(_ city: City) throws {
        var contexts: [UpstreamTrust: NIOSSLContext] = [:]
        for app in city.apps where app.upstream.tls && contexts[app.upstream.trust] == nil {
            contexts[app.upstream.trust] = try NIOSSLContext(configuration: AppTrust.configuration(app.upstream.trust))
        }
        self.contexts = contexts
    }

    func context(_ upstream: Upstream) -> NIOSSLContext? { contexts[upstream.trust] }

    /// The certificate is checked wholly, name included; nothing older than TLS 1.2.
    package static func configuration(_ trust: UpstreamTrust) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = .fullVerification
        if let file = trust.authority {
            configuration.trustRoots = .certificates(try certificates(file))
            configuration.additionalTrustRoots = []
        }
        if let files = trust.certificate {
            configuration.certificateChain = try certificates(files.chain).map { .certificate($0) }
            configuration.privateKey = .privateKey(try key(files.key))
        }
        return configuration
    }

    private static func certificates(_ file: String) throws -> [NIOSSLCertificate] {
        let read = (try? NIOSSLCertificate.fromPEMFile(file)) ?? []
        guard !read.isEmpty else { throw AppTrustFault(file: file) }
        return read
    }

    private static func key(_ file: String) throws -> NIOSSLPrivateKey {
        guard let key = try? NIOSSLPrivateKey(file: file, format: .pem) else { throw AppTrustFault(file: file) }
        return key
    }
}

/// A file of an app's trust that holds no certificate, or no key, in PEM.
package struct AppTrustFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String

    package var description: String { "\(file) cannot be read as PEM" }
}
