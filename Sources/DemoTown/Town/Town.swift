import NIOPosix
package import Policy

/// A small named town, ready to be served: its apps listen, its files are written, its people are in.
package struct Town: Sendable {
    package let options: TownOptions
    package let apps: TownApps
    package let files: TownFiles

    /// Starts the apps and writes the files; whoever serves the town then reads `files.city` like any city file.
    package static func prepare(_ options: TownOptions, now: Instant) async throws -> Town {
        let authority = try TownFiles.authority(in: options.folder, now: now)
        let apps = try await TownApps.start(authority)
        do {
            let hasIPv6 = await Loopback.hasIPv6(on: .singleton)
            let messages = CityText.Messages(phone: apps.phone.url, postBox: apps.postBox.port, root: authority.root)
            let city = CityText(options: options, upstreams: apps.upstreams, messages: messages, hasIPv6: hasIPv6)
            let people = PeopleText(now: now, agents: options.agents)
            let files = try TownFiles.write(city, people, by: authority, in: options.folder)
            return Town(options: options, apps: apps, files: files)
        } catch {
            await apps.stop()
            throw error
        }
    }

    /// Stops the apps; the files stay for the next start.
    package func stop() async {
        await apps.stop()
    }
}
