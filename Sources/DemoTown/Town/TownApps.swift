import NIOPosix
import Portal

/// The town's own apps, its phone and its mail server, listening on loopback.
package struct TownApps: Sendable {
    package let apps: [AppServer]
    package let phone: AppServer
    package let postBox: PostBox

    /// Starts them all on ports that the system chooses; the mail server proves itself by the town's authority.
    static func start(_ authority: Authority, on group: MultiThreadedEventLoopGroup = .singleton) async throws
        -> TownApps
    {
        var apps: [AppServer] = []
        for app in TownApp.all { apps.append(try await AppServer.start(app, on: group)) }
        let phone = Phone(now: Clock.system)
        return TownApps(
            apps: apps,
            phone: try await AppServer.start(.phone(phone), on: group),
            postBox: try await PostBox.start(phone, authority: authority, on: group)
        )
    }

    /// Stops one of them by name, as when its server is down; the others go on.
    package func stop(_ name: String) async {
        for app in apps where app.app.name == name { await app.stop() }
    }

    /// Stops them all.
    package func stop() async {
        for app in apps + [phone] { await app.stop() }
        await postBox.stop()
    }

    /// Where each app listens, by name.
    var upstreams: [String: String] {
        Dictionary(uniqueKeysWithValues: apps.map { ($0.app.name, $0.url) })
    }
}
