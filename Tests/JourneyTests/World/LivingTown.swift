import City
import DemoTown
import Foundation
import Logging
import Policy
import Portal
import SignIn

/// The demo's town, served by the very function that `nomade demo` calls, for one journey.
struct LivingTown {
    let town: Town
    let server: Server
    let people: [Residents.Resident]
    private let folder: String

    /// Opens a town in a folder of its own, lets the story happen, and closes it whatever happened.
    /// `editing` changes the text of its city file first.
    static func live(
        editing: (String) -> String = { $0 },
        _ story: (LivingTown) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nomade-journey-\(UUID().uuidString)").path
        let town = try await prepare(in: folder)
        let text = try String(contentsOfFile: town.files.city, encoding: .utf8)
        try editing(text).write(toFile: town.files.city, atomically: true, encoding: .utf8)
        let installation = try await Installation.open(try City.read(path: town.files.city), now: Clock().now())
        let residents = Residents(installation)
        try await residents.settle(town.files, now: Clock().now())
        let server = try await Server.open(
            installation,
            logger: Logger(label: "journey") { _ in SwiftLogNoOpLogHandler() }
        )
        let running = Task { try await server.run() }
        let living = LivingTown(
            town: town,
            server: server,
            people: try await residents.named(now: Clock().now()),
            folder: folder
        )
        do { try await story(living) } catch {
            await living.close(running)
            throw error
        }
        await living.close(running)
    }

    /// A browser of nobody yet, which trusts the town.
    func browser() -> Browser {
        Browser(
            authority: town.files.authority.root,
            hosts: ["nomades.localhost"] + apps.map { "\($0).nomades.localhost" }
        )
    }

    func person(_ first: String) throws -> Residents.Resident {
        guard let person = people.first(where: { $0.name.hasPrefix(first) }) else { throw WorldMistake("no \(first)") }
        return person
    }

    func address(of app: String) -> String { "https://\(app).nomades.localhost:\(town.options.port)/" }

    /// Signs a person in from an address, with each proof that is asked.
    func signIn(_ person: Residents.Resident, in browser: Browser, at address: String) async throws -> Visit {
        try await browser.signIn(person, at: address)
    }

    private var apps: [String] { ["intranet", "tournees", "rh", "echo", "conseil", "nowhere"] }

    private func close(_ running: Task<Void, any Error>) async {
        running.cancel()
        _ = await running.result
        await town.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func prepare(in folder: String) async throws -> Town {
        try await Town.prepare(TownOptions(folder: folder, port: Int.random(in: 20_000...29_000)), now: Clock().now())
    }
}

extension Browser {
    /// Signs a person in from an address, with each proof that is asked.
    func signIn(_ person: Residents.Resident, at address: String) async throws -> Visit {
        var visit = try await open(address)
        let typed = ["identifier": person.identifier, "password": person.password ?? ""]
        visit = try await submit(typed, on: visit)
        guard visit.body.contains("name=\"code\""), let secret = person.totpSecret.flatMap(Base32.bytes) else {
            return visit
        }
        let code = Authenticator(secret: secret).code(step: Authenticator.step(at: Clock().now()))
        return try await submit(["code": code], on: visit)
    }
}
