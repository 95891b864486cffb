import City
import DemoTown
import Foundation
import People
import Portal
import Store
import Testing

/// One after the other: a few conversations at a time is a rule of its own.
@Suite(.serialized, .enabled(if: Slapd.isInstalled)) struct `The directory of a city` {
    /// The town of the examples with a section, as an operator writes it.
    static func city(_ section: String) throws -> City {
        let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../examples")
        let minimal = try String(contentsOf: examples.appending(path: "minimal.yaml"), encoding: .utf8)
        return try City.read(text: minimal + "\n" + section, path: "/etc/nomade/nomade.yaml")
    }

    /// What came of a greeting; nil when the directory took us.
    static func greet(_ section: String) async throws -> DirectoryFault? {
        let city = try city(section)
        do throws(DirectoryFault) {
            let certificate = try await DirectoryClient { city }.greet()
            return certificate.isEmpty ? .refused("no certificate") : nil
        } catch { return error }
    }

    static func isUntrusted(_ fault: DirectoryFault?) -> Bool {
        if case .untrusted = fault { true } else { false }
    }

    static func isDown(_ fault: DirectoryFault?) -> Bool {
        if case .down = fault { true } else { false }
    }
}
