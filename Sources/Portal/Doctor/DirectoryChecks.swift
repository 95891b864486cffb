import City
import Foundation
import People
import Policy
import SwiftASN1
import X509

/// The city's directory: its password is ours alone, the server proves itself, takes us and shows its people, and its
/// certificate is good for some weeks yet. Nothing is written.
struct DirectoryChecks {
    private static let weeksLeft: Int64 = 3

    let city: City
    let now: Instant

    func run() async -> [Check] {
        guard let directory = city.directory else { return [] }
        do throws(DirectoryFault) {
            let certificate = try await DirectoryClient { [city] in city }.greet()
            return [
                .ok(.directory, directory.server.url, "it proves itself, takes us and shows \(directory.base)"),
                Self.check(certificate, of: directory.server, at: now),
            ].compactMap(\.self)
        } catch {
            return [Self.check(error, of: directory)]
        }
    }

    /// What mends a fault.
    static func check(_ fault: DirectoryFault, of directory: CityDirectory) -> Check {
        let server = directory.server
        let fix =
            switch fault {
            case .untrusted:
                "openssl s_client -connect \(server.place)\(server.security == .startTLS ? " -starttls ldap" : "") -CAfile \(server.authority)"
            case .password(let words) where words.utf8.starts(with: "the password file".utf8):
                "put the password alone into \(server.account.passwordFile), chmod 600"
            default:
                "LDAPTLS_CACERT=\(server.authority) ldapsearch -x -W -D '\(server.account.name)' -H \(server.url)"
                    + (server.security == .startTLS ? " -ZZ" : "") + " -b '\(directory.base)' -s base"
            }
        return .fail(.directory, server.url, fault.words, fix: fix)
    }

    /// When the server's certificate ends; nil when it does not tell.
    static func check(_ certificate: [UInt8], of server: DirectoryServer, at now: Instant) -> Check? {
        guard let read = try? Certificate(derEncoded: certificate) else { return nil }
        let day = read.notValidAfter.formatted(.iso8601.year().month().day())
        let left = Int64(read.notValidAfter.timeIntervalSince1970) - now.seconds
        guard left < Self.weeksLeft * 7 * 86_400 else {
            return .ok(.directory, "\(server.url), certificate", "good until \(day)")
        }
        let fix = "have the directory's team renew it; what it is signed by stays in \(server.authority)"
        return .warn(.directory, "\(server.url), certificate", "it ends on \(day)", fix: fix)
    }
}
