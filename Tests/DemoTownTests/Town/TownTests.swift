import City
import DemoTown
import Foundation
import Policy
import Testing

@Suite struct `The town` {
    private let tuesday = Instant(seconds: 1_795_500_000)

    @Test func `writes its city file with nothing left to fill`() async throws {
        let text = try await cityText { _ in }

        #expect(!text.contains("{{"))
        #expect(text.contains("portal: \"https://nomades.localhost:8443\""))
        #expect(text.contains("127.0.0.1:8444\", channel: office"))
        #expect(text.contains("upstream: http://127.0.0.1:"))
    }

    @Test func `is a city that Nomade reads without a mistake`() async throws {
        let folder = NSTemporaryDirectory() + "nomade-town-\(UUID().uuidString)"
        let town = try await Town.prepare(TownOptions(folder: folder), now: tuesday)
        await town.stop()

        let city = try City.read(path: town.files.city)
        #expect(city.apps.map(\.key) == ["intranet", "tournees", "rh", "echo", "conseil"])
        #expect(city.departments.count == 6)
        #expect(city.files.keyFile == folder + "/nomade.key")
    }

    @Test func `puts one more app behind the gate for everyone`() async throws {
        let text = try await cityText { options in
            options.apps = [TownOptions.MoreApp(argument: "jupyter=http://127.0.0.1:8888")].compactMap { $0 }
        }

        #expect(text.contains("host: jupyter.nomades.localhost\n    upstream: http://127.0.0.1:8888"))
        #expect(TownOptions.MoreApp(argument: "Jupyter=http://127.0.0.1:1") == nil)
        #expect(TownOptions.MoreApp(argument: "jupyter=127.0.0.1:1") == nil)
    }

    @Test func `shortens every session when told to`() async throws {
        let text = try await cityText { $0.sessions = .init(idle: 3, absolute: 9) }
        let sessions = text.split(separator: "\n").filter { $0.contains("session: {") }

        #expect(sessions.count == 6)
        #expect(sessions.allSatisfy { $0.hasSuffix("{idle: 3 s, absolute: 9 s}") })
    }

    @Test func `generates the same agents each time`() async throws {
        let first = try await feed(agents: 500)
        let second = try await feed(agents: 500)

        #expect(first == second)
        #expect(first.split(separator: "\n").count == 15 + 500)
    }

    private func cityText(_ choose: (inout TownOptions) -> Void) async throws -> String {
        var options = TownOptions(folder: NSTemporaryDirectory() + "nomade-town-\(UUID().uuidString)")
        choose(&options)
        let town = try await Town.prepare(options, now: tuesday)
        await town.stop()
        return try String(contentsOfFile: town.files.city, encoding: .utf8)
    }

    private func feed(agents: Int) async throws -> String {
        var options = TownOptions(folder: NSTemporaryDirectory() + "nomade-town-\(UUID().uuidString)")
        options.agents = agents
        let town = try await Town.prepare(options, now: tuesday)
        await town.stop()
        return try String(contentsOfFile: town.files.people, encoding: .utf8)
    }
}
