import Foundation
import Policy

/// The files of one start of the town: the city file in use, the people feed, the authority.
package struct TownFiles: Sendable {
    /// The city file in use.
    package let city: String
    /// The people feed that the town was filled from.
    package let people: String
    package let authority: Authority

    /// The names that the certificate covers: the portal, every app, and the intranet's internal name.
    static let names = ["nomades.localhost", "*.nomades.localhost", "intranet.ville.local"]

    /// The authority of the town's folder, which is made where it is not there; the authority is kept.
    static func authority(in folder: String, now: Instant) throws -> Authority {
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        return try Authority.prepare(in: folder + "/tls", for: names, now: now)
    }

    /// Writes the files into the town's folder, whose city file and feed are replaced.
    static func write(_ city: CityText, _ people: PeopleText, by authority: Authority, in folder: String) throws
        -> TownFiles
    {
        let files = TownFiles(
            city: folder + "/nomade.yaml",
            people: folder + "/people.csv",
            authority: authority
        )
        try city.text.write(toFile: files.city, atomically: true, encoding: .utf8)
        try "demo\n".write(toFile: folder + "/messages.password", atomically: true, encoding: .utf8)
        try people.text.write(toFile: files.people, atomically: true, encoding: .utf8)
        return files
    }
}
