import ArgumentParser
import City
import DemoTown
import Foundation
import Logging
import Policy
import Portal
import SignIn

/// `nomade demo`: a small named town on this machine.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Open a small town to try everything, on this machine."
    )

    @Option(name: .long, help: "The portal's port; the office's is the next one.")
    var port = 8443

    @Option(name: .long, help: "Where the town keeps its files.")
    var data = "nomade-demo"

    @Flag(name: .long, help: "Print one JSON line when ready.")
    var json = false

    @Option(name: .long, help: "One more upstream for everyone: NAME=URL (repeatable).")
    var app: [String] = []

    @Option(name: .long, help: "How many generated agents live there besides the named people.")
    var agents = 0

    @Option(name: .long, help: "How many sessions of generated agents are open from the start, for measuring.")
    var sessions = 0

    @Option(name: .long, help: "Seconds after which every session goes to sleep.")
    var idle: Int64?

    @Option(name: .long, help: "Seconds after which every session ends.")
    var absolute: Int64?

    @Option(name: .long, help: "The hour that rules see, in city time: 2026-11-24T10:00.")
    var at: String?

    func validate() throws {
        guard (1...65_533).contains(port) else { throw ValidationError("--port is a number from 1 to 65533") }
        guard agents >= 0, agents <= 200_000 else { throw ValidationError("--agents is a number from 0 to 200000") }
        guard sessions >= 0, sessions <= 1_000_000, sessions == 0 || agents > 0 else {
            throw ValidationError("--sessions is a number up to 1000000, of the agents that --agents makes")
        }
        guard (idle ?? 1) > 0, (absolute ?? 1) > 0 else {
            throw ValidationError("--idle and --absolute are seconds, from 1")
        }
        for text in app where TownOptions.MoreApp(argument: text) == nil {
            throw ValidationError("--app is NAME=URL, such as jupyter=http://127.0.0.1:8888, not \(text)")
        }
    }

    func run() async throws {
        LoggingSystem.bootstrap(JSONLog.init)
        let now = Clock().now()
        let town = try await Town.prepare(options, now: now)
        let city: City
        do { city = try City.read(path: town.files.city) } catch { throw Failure(.configuration, text: error.text) }
        let installation: Installation
        do { installation = try await Installation.open(city, now: now) } catch { throw Failure(error) }
        let residents = Residents(installation)
        try await residents.settle(town.files, now: now)
        if sessions > 0 {
            let host = app.first.flatMap { TownOptions.MoreApp(argument: $0) }?.name ?? "intranet"
            let generated = GeneratedSessions(count: sessions, agents: agents, app: "\(host).\(city.doors.domain)")
            try await generated.open(in: installation, now: now)
        }
        let server = try await Server.opened(
            installation,
            clock: Clock(ruleHour: try ruleHour(in: city)),
            override: SessionOverride(idle: idle, absolute: absolute)
        )
        let ready = TownReady(town: town, city: city, people: try await residents.named(now: now))
        if json { try Terminal.print(json: ready) } else { Terminal.print(ready.table) }
        try await server.serve(reloading: town.files.city)
        await town.stop()
    }

    private var options: TownOptions {
        var options = TownOptions(folder: URL(fileURLWithPath: data).standardizedFileURL.path, port: port)
        options.apps = app.compactMap { TownOptions.MoreApp(argument: $0) }
        options.agents = agents
        return options
    }

    private func ruleHour(in city: City) throws -> Instant? {
        guard let at else { return nil }
        guard let instant = city.instant(local: at) else {
            throw ValidationError("--at is city time such as 2026-11-24T10:00, not \(at)")
        }
        return instant
    }
}
