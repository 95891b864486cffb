package import City
import Foundation
package import People
package import Policy
package import Store

/// A city with its database and its keys, open: what the server and every command work on.
package struct Installation: Sendable {
    package let city: City
    package let database: any Database
    package let keys: KeyFile

    /// The given parts, for tests; the schema must be there.
    package init(city: City, database: any Database, keys: KeyFile) {
        self.city = city
        self.database = database
        self.keys = keys
    }

    /// Opens what the city file names and brings the schema up to date; refuses what is missing or contradictory with
    /// the word how to mend it (S-35).
    package static func open(_ city: City, now: Instant) async throws(StartRefusal) -> Installation {
        do {
            try FileManager.default.createDirectory(
                atPath: city.files.data,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            let keys = try KeyFile.openOrCreate(
                at: city.files.keyFile,
                outside: city.files.data,
                named: KeyName.of(now)
            )
            let database = try city.files.openDatabase()
            try await database.migrate(Migrations.all)
            try await database.write { try KeyStore.agree(on: keys, at: city.files.keyFile, in: $0) }
            return Installation(city: city, database: database, keys: keys)
        } catch let mistake as KeyFileMistake {
            throw StartRefusal(code: mistake.code, what: mistake.what, fix: mistake.fix)
        } catch {
            throw StartRefusal(databaseOf: city.files, error: error)
        }
    }
}

/// Why the program does not start, with what mends it.
package struct StartRefusal: Error, Sendable {
    /// The code that `nomade help` explains.
    package let code: String
    package let what: String
    package let fix: String

    package init(code: String, what: String, fix: String) {
        self.code = code
        self.what = what
        self.fix = fix
    }

    fileprivate init(databaseOf files: CityFiles, error: any Error) {
        let folder = "let the user who runs nomade read and write its folder, or restore the last backup there"
        self.init(
            code: "database.unusable",
            what: "the database \(files.databaseName) cannot be used: \(error)",
            fix: files.server == nil
                ? folder : "nomade doctor  says whether the server, the role or the rights are missing"
        )
    }
}

/// A key is named by the day on which it was made.
private enum KeyName {
    static func of(_ now: Instant) -> String {
        let date = Date(timeIntervalSince1970: TimeInterval(now.seconds))
        return date.formatted(.iso8601.year().month().day())
    }
}

extension Installation {
    /// What carries messages out for a command.
    package var messageDesk: MessageDesk {
        let city = city
        return MessageDesk(database, by: KannelGateway { city }.carry)
    }
}
