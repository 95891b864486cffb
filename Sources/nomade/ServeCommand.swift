import ArgumentParser
import City
import Foundation
import Logging
import People
import Portal
import ServiceLifecycle
import SignIn
import Store
import UnixSignals

/// `nomade serve`: opens the door and keeps it until SIGTERM; SIGHUP reads the city file again.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Open the door.")

    @OptionGroup var options: CityOptions

    func run() async throws {
        LoggingSystem.bootstrap(JSONLog.init)
        let server = try await Server.opened(try await options.installation())
        let city = server.installation.city
        if try await server.installation.database.read({ try AgentStore.count(in: $0) }) == 0 {
            Terminal.say(FirstStart.words(origin: city.portal.origin, config: options.config))
        } else {
            let health = city.doors.operation.map { "health on \($0)" } ?? "no health port: operation is not set"
            Terminal.say("nomade serves \(city.portal.origin)/ · \(health)")
        }
        try await server.serve(reloading: options.config)
    }
}

extension Server {
    /// The server over an installation, or the reason why it does not start.
    static func opened(
        _ installation: Installation,
        clock: Clock = Clock(),
        override: SessionOverride = SessionOverride()
    ) async throws -> Server {
        // One that comes before the city file is watched is no reason to end: that file was read a moment ago.
        signal(SIGHUP, SIG_IGN)
        do {
            return try await Server.open(
                installation,
                clock: clock,
                override: override,
                logger: Logger(label: "nomade")
            )
        } catch let refusal as StartRefusal {
            throw Failure(refusal)
        }
    }

    /// Runs until SIGTERM or SIGINT; SIGHUP reads the city file anew, and a wrong one changes nothing.
    func serve(reloading path: String) async throws {
        let logger = Logger(label: "nomade")
        let reload = Reload(server: self, path: path, logger: logger)
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: self), .init(service: reload)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
    }
}

/// Reads the city file again at each SIGHUP.
private struct Reload: Service {
    let server: Server
    let path: String
    let logger: Logger

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown()
        for await _ in signals {
            do {
                try await server.reload(try City.read(path: path))
                logger.notice("the city file was read again")
            } catch let mistakes as CityMistakes {
                logger.error("the city file was not taken", metadata: ["mistakes": "\(mistakes.text)"])
            } catch {
                logger.error("the city file was not taken", metadata: ["error": "\(error)"])
            }
        }
    }
}
