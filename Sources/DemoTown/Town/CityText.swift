/// The town's city file as text: the template with the ports, upstreams and session lives of one start.
struct CityText {
    private let options: TownOptions
    /// Where each app of the town listens, by name.
    private let upstreams: [String: String]
    private let messages: Messages
    private let hasIPv6: Bool

    /// What stands in the place of gateways and of the city's mail server.
    struct Messages {
        /// Where the phone listens.
        let phone: String
        /// The port of the mail server.
        let postBox: Int
        /// PEM file of the root that vouches for the mail server.
        let root: String
    }

    init(options: TownOptions, upstreams: [String: String], messages: Messages, hasIPv6: Bool) {
        self.options = options
        self.messages = messages
        self.upstreams = upstreams
        self.hasIPv6 = hasIPv6
    }

    /// The whole file.
    var text: String {
        var filled = Template(bytes: PackageResources.city_yaml)
        filled.put(String(options.port), for: "port")
        filled.put(String(options.port + 2), for: "operation-port")
        filled.put(listeners, for: "listeners")
        filled.put(moreApps, for: "more-apps")
        filled.put(messages.phone, for: "phone")
        filled.put(String(messages.postBox), for: "post-box")
        filled.put(messages.root, for: "root")
        for (name, url) in upstreams { filled.put(url, for: "upstream " + name) }
        return filled.text.split(separator: "\n", omittingEmptySubsequences: false).map(withLives).joined(
            separator: "\n"
        )
    }

    private var listeners: String {
        let hosts = hasIPv6 ? ["127.0.0.1", "[::1]"] : ["127.0.0.1"]
        let lines = [(options.port, "nomade"), (options.port + 1, "office")].flatMap { port, channel in
            hosts.map { "  - {address: \"\($0):\(port)\", channel: \(channel)}" }
        }
        return lines.joined(separator: "\n")
    }

    private var moreApps: String {
        let entries = options.apps.map { app in
            """
              \(app.name):
                name: \(app.name)
                host: \(app.name).nomades.localhost
                upstream: \(app.url)
                owner: it-dsin
                allow:
                  - {everyone: true, factor: none}

            """
        }
        return entries.joined()
    }

    private func withLives(_ line: Substring) -> String {
        guard line.hasPrefix("    session: {idle: "), let comma = line.firstIndex(of: ",") else { return String(line) }
        let idle = options.sessions.idle.map { "    session: {idle: \($0) s" } ?? String(line[..<comma])
        let absolute = options.sessions.absolute.map { ", absolute: \($0) s}" } ?? String(line[comma...])
        return idle + absolute
    }
}
