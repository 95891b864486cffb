import ArgumentParser
import City
import Policy
import Portal

/// What every command takes that works on a city.
struct CityOptions: ParsableArguments {
    @Option(name: .long, help: "The city file.")
    var config = "nomade.yaml"

    @Flag(name: .long, help: "One JSON document on stdout.")
    var json = false

    /// The city of the file; every mistake is told before the command ends.
    func city() throws -> City {
        do {
            return try City.read(path: config)
        } catch {
            throw Failure(.configuration, text: error.text)
        }
    }

    /// The city with its database and keys.
    func installation(now: Instant = Clock().now()) async throws -> Installation {
        do {
            return try await Installation.open(try city(), now: now)
        } catch let refusal as StartRefusal {
            throw Failure(refusal)
        }
    }
}

extension Failure {
    /// Why the installation does not open; a database that cannot be used is a service that is down.
    init(_ refusal: StartRefusal) {
        let status = refusal.code.hasPrefix("database.") ? ExitStatus.serviceDown : .configuration
        self.init(status, code: refusal.code, what: refusal.what, fix: refusal.fix)
    }
}
