import AsyncHTTPClient
import Audit
import City
import DemoTown
import Foundation
import NIOHTTP1
import People
import Policy
import Portal
import SignIn
import Store
import TwoEngines

/// A town whose gate runs in a process of its own, on one of the two engines; asked at the office by password alone.
struct MortalTown {
    let town: Town
    let city: City
    let ledger = Ledger()
    /// Those who come and go, then those who will be suspended.
    let agents: [String]
    private static let password = "les tilleuls sous la pluie"

    static func build(on address: PostgreSQLAddress?, agents count: Int) async throws -> MortalTown {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nomade-deaths-\(UUID().uuidString)").path
        var options = TownOptions(folder: folder, port: Int.random(in: 1_000...1_900) * 10)
        options.agents = count
        let town = try await Town.prepare(options, now: Clock().now())
        try rewrite(town.files.city, on: address)
        let city = try City.read(path: town.files.city)
        let installation = try await Installation.open(city, now: Clock().now())
        let feed = try Data(contentsOf: URL(filePath: town.files.people))
        _ = try await PeopleImport(into: installation.database, of: city, keys: installation.keys)
            .run(Array(feed), named: "people.csv", mode: .force, by: .terminal, at: Clock().now())
        let agents = try await settle(count, in: installation)
        try installation.database.close()
        return MortalTown(town: town, city: city, agents: agents)
    }

    var portal: String { "https://nomades.localhost:\(town.options.port + 1)/" }

    func browser() -> Browser { Browser(authority: town.files.authority.root, hosts: ["nomades.localhost"]) }

    /// A browser for the time of a story, closed whatever happened.
    func withBrowser(_ story: (Browser) async throws -> Void) async throws {
        let browser = browser()
        do { try await story(browser) } catch {
            try await browser.close()
            throw error
        }
        try await browser.close()
    }

    func serve() throws -> ServedProcess {
        try ServedProcess(config: town.files.city, log: town.options.folder + "/serve.log")
    }

    /// Waits until the door answers.
    func awaken(_ browser: Browser) async throws {
        let began = ContinuousClock.now
        while (try? await browser.open(portal + "sign-in"))?.status != 200 {
            guard began.duration(to: .now) < .seconds(90) else {
                let log = (try? String(contentsOfFile: town.options.folder + "/serve.log", encoding: .utf8)) ?? ""
                throw WorldMistake("the gate did not come back: \(log.suffix(2_000))")
            }
            try await Task.sleep(for: .milliseconds(40))
        }
    }

    /// Signs one person in; notes the session when the browser was given one.
    func enter(_ agent: String, _ browser: Browser) async throws {
        browser.forget("__Host-nomade", of: "nomades.localhost")
        let page = try await browser.open(portal + "sign-in")
        let answer = try? await browser.submit(["identifier": agent, "password": Self.password], on: page)
        guard let token = browser.cookies["nomades.localhost"]?["__Host-nomade"] else {
            if answer?.status == 200, answer?.heading.contains("Se connecter") == false {
                await ledger.note("\(answer?.heading ?? "")")
            }
            return
        }
        await ledger.opened(token, of: agent)
    }

    /// Signs the person of this browser out; notes it when the browser was told to forget the session.
    func leave(_ browser: Browser) async throws {
        guard let token = browser.cookies["nomades.localhost"]?["__Host-nomade"] else { return }
        let page = try await browser.open(portal + "sign-out")
        await ledger.leaves(token)
        let form = page.forms.indices.last { page.forms[$0].action.contains("sign-out") } ?? 0
        _ = try? await browser.submit([:], on: page, form: form)
        if browser.cookies["nomades.localhost"]?["__Host-nomade"] == nil { await ledger.ended(token) }
    }

    /// Whether a session opens the portal.
    func isOpen(_ token: String, _ browser: Browser) async throws -> Bool {
        var request = browser.request(.GET, portal, accept: "text/html")
        request.headers.replaceOrAdd(name: "Cookie", value: "__Host-nomade=\(token)")
        return try await browser.exchange(request).status == 200
    }

    /// Suspends a person, as the operator would; noted when the database said that it was done.
    func suspend(_ agent: String) async throws {
        let database = try city.files.openDatabase()
        defer { try? database.close() }
        do {
            try await database.write { transaction in
                try CredentialStore.suspend(agent, because: "essai", by: .terminal, at: Clock().now(), in: transaction)
            }
            await ledger.suspended(agent)
        } catch is StoreError {
            await ledger.leaves(agent: agent)
        } catch is CancellationError {
            await ledger.leaves(agent: agent)
        }
    }

    func close() async {
        await town.stop()
        try? FileManager.default.removeItem(atPath: town.options.folder)
    }

    private static func settle(_ count: Int, in installation: Installation) async throws -> [String] {
        guard let hash = PasswordHash.make(of: password) else { throw WorldMistake("no hash") }
        let charter = installation.city.signIn.charter?.version
        return try await installation.database.write { transaction in
            let rows = try transaction.query(
                "SELECT number FROM agent WHERE credential = 'declared' ORDER BY number DESC LIMIT \(count)"
            )
            return try rows.map { row in
                let number: String = try row["number"]
                let link = try ActivationStore.issue(for: number, by: .terminal, at: Clock().now(), in: transaction)
                _ = try ActivationStore.redeem(link.token, at: Clock().now(), in: transaction)
                try PasswordStore.set(hash, of: number, at: Clock().now(), in: transaction)
                if let charter { try CharterStore.accept(charter, by: number, at: Clock().now(), in: transaction) }
                return number
            }
        }
    }

    private static func rewrite(_ path: String, on address: PostgreSQLAddress?) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8).replacing("factor: app", with: "factor: none")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try address?.write(into: path)
    }
}
