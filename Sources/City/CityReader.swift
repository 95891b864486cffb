import Foundation
import Policy

extension City {
    /// Reads a city file; throws every mistake that it holds.
    package static func read(path: String) throws(CityMistakes) -> City {
        guard let bytes = FileManager.default.contents(atPath: path),
            let text = String(validating: bytes, as: UTF8.self)
        else {
            let mistake = Mistake(
                code: .file,
                what: "the city file cannot be read",
                file: path,
                place: Place(line: 1, column: 1),
                fix: "check its path, its rights, and that it is UTF-8"
            )
            throw CityMistakes([mistake])
        }
        return try read(text: text, path: path)
    }

    /// Reads the text of a city file; `path` names it in mistakes and is where its own paths start.
    package static func read(text: String, path: String) throws(CityMistakes) -> City {
        let reading = Reading(file: path)
        let city = reading.compose(text).flatMap { CityReader(root: $0, path: path).city() }
        guard let city, reading.mistakes.isEmpty else { throw CityMistakes(reading.mistakes) }
        return city
    }
}

/// Reads the whole file, part by part.
struct CityReader {
    let root: Section
    let path: String

    func city() -> City? {
        root.knows(
            """
            city data database database-password-file database-authority key-file certificate listeners operation networks
            employers contacts departments apps feed sign-in messages directory dossier policy-tests
            """
        )
        guard let section = root.section("city", example: "{name: Ville de Nomades, portal: \"https://…\"}") else {
            return nil
        }
        let reader = IdentityReader(section: section)
        let identity = reader.identity()
        // A mistake was noted when either is missing; the rest is read all the same, for its own mistakes.
        guard let clock = reader.clock() ?? LocalClock(zone: "UTC") else { return nil }
        let doors = doors(reader.portal(), reader)
        let filesReader = FilesReader(root: root, city: path)
        let files = filesReader.files(
            needsCertificate: doors.listeners.contains { !$0.plain }
        )
        let structure = StructureReader(root: root).structure()
        let messages = MessagesReader(root: root, path: filesReader.path, operation: doors.operation).messages()
        MessagesReader.check(structure.departments.values, messages, in: root)
        let (apps, ruleset) = AppsReader(
            root: root,
            structure: structure,
            doors: doors,
            folder: CityFolder(city: path)
        ).apps()
        let directory = DirectoryReader(root: root, path: filesReader.path).directory()
        let tests = PolicyTestReader(
            root: root,
            structure: structure,
            apps: apps.map(\.key),
            rules: ruleset.rules,
            clock: clock
        ).tests()
        return City(
            identity: identity,
            doors: doors,
            structure: structure,
            apps: apps,
            ruleset: ruleset,
            files: files,
            choices: choices(messages, directory, tests: tests),
            clock: clock
        )
    }

    private func doors(_ portal: PortalAddress?, _ reader: IdentityReader) -> CityDoors {
        let doors = DoorsReader(root: root)
        return CityDoors(
            portal: portal ?? PortalAddress(host: "", port: 443),
            domain: portal.map(reader.domain) ?? "",
            listeners: doors.listeners(),
            networks: doors.networks(),
            operation: doors.operation()
        )
    }

    private func choices(_ messages: CityMessages, _ directory: CityDirectory?, tests: [PolicyTest]) -> CityChoices {
        let feed = root.section("feed", example: "{columns: {matricule: Mat}}", required: false)
        feed?.knows("columns")
        let columns = feed?.section("columns", example: "{matricule: Mat}")
        columns?.knows(
            """
            matricule nom nom_usage prenom date_naissance direction unite fonction responsable
            position debut fin courriel telephone langue
            """
        )
        let signIn = SignInReader(
            section: root.section("sign-in", example: "{blocklist: [nomades]}", required: false)
        )
        let names = columns?.keys ?? []
        return CityChoices(
            feedColumns: names.reduce(into: [:]) { $0[$1] = columns?.optionalText($1)?.value },
            blocklist: signIn.blocklist(),
            policyTests: tests,
            messages: messages,
            dossier: DossierReader(root: root, hasDirectory: root.has("directory")).choice(),
            signIn: signIn.choices(),
            directory: directory
        )
    }
}
