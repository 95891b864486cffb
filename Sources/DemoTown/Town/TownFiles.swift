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

    /// Writes the files into the town's folder, whose city file and feed are replaced and whose authority is kept.
    static func write(_ city: CityText, _ people: PeopleText, in folder: String, now: Instant) throws -> TownFiles {
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let files = TownFiles(
            city: folder + "/nomade.yaml",
            people: folder + "/people.csv",
            authority: try Authority.prepare(in: folder + "/tls", for: names, now: now)
        )
        try city.text.write(toFile: files.city, atomically: true, encoding: .utf8)
        try "demo\n".write(toFile: folder + "/messages.password", atomically: true, encoding: .utf8)
        try people.text.write(toFile: files.people, atomically: true, encoding: .utf8)
        return files
    }
}
