import City
import Foundation

/// What the files of TLS look like from outside: another look means that somebody replaced them.
struct CertificateStamps: Equatable {
    private struct Stamp: Equatable {
        let path: String
        let changed: Date?
        let number: UInt64?
        let size: UInt64?
    }

    private let stamps: [Stamp]

    /// Looks at every file that the city names for its own certificate and for its apps'; links are followed.
    init(_ city: City) {
        let trusts = city.apps.map(\.upstream.trust)
        let pairs = [city.files.certificate] + trusts.map(\.certificate)
        let paths = pairs.compactMap(\.self).flatMap { [$0.chain, $0.key] } + trusts.compactMap(\.authority)
        stamps = Set(paths).sorted().map { path in
            let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
            return Stamp(
                path: resolved,
                changed: attributes?[.modificationDate] as? Date,
                number: (attributes?[.systemFileNumber] as? NSNumber)?.uint64Value,
                size: (attributes?[.size] as? NSNumber)?.uint64Value
            )
        }
    }
}
