package import City
package import Policy
package import Store

/// `nomade doctor`: looks at all that a city rests on, changes nothing, and says how to mend what is wrong.
package struct Doctor: Sendable {
    private let city: City
    private let migrations: [Migration]
    private let now: Instant
    private let probe: Probe

    package init(city: City, migrations: [Migration], now: Instant, probe: Probe = .machine) {
        self.city = city
        self.migrations = migrations
        self.now = now
        self.probe = probe
    }

    /// Every check, in the order of the layers; some seconds at most.
    package func examine() async -> [Check] {
        let files = FileChecks(files: city.files)
        let names = NameChecks(city: city, probe: probe)
        let ports = PortChecks(city: city, probe: probe)
        let database = DatabaseChecks(files: city.files, migrations: migrations, now: now)
        let upstreams = UpstreamChecks(city: city, probe: probe)
        async let named = names.run()
        async let open = ports.run()
        async let kept = database.run()
        async let mails = MailChecks(city: city, now: now).run()
        async let called = ContactChecks(city: city, now: now).run()
        async let profiles = DirectoryChecks(city: city, now: now).run()
        async let behind = upstreams.run()
        async let leaving = MessageChecks(city: city, probe: probe).run()
        async let visited = RoundTripChecks(city: city, probe: probe).run()
        async let clock = ClockChecks(files: city.files, now: now).run()
        async let clocks = upstreams.clocks(now: now)
        let certificate = CertificateChecks(city: city, now: now).run()
        let disk = DiskChecks(folder: city.files.data).run()
        return await files.run() + KeyChecks(files: city.files).run() + named + certificate + clock + clocks + open
            + kept + disk + called + mails + leaving + profiles + behind + visited
    }

    /// What is left to say when the city file itself is not understood: each of its mistakes is a check that failed.
    package static func checks(of mistakes: CityMistakes) -> [Check] {
        mistakes.mistakes.map { mistake in
            let name = "\(mistake.file):\(mistake.place.line):\(mistake.place.column)"
            return .fail(.file, name, mistake.what, fix: mistake.fix)
        }
    }
}
