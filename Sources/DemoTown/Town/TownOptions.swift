/// What the person who starts the demo chose.
package struct TownOptions: Sendable {
    /// One more upstream behind the gate, for everyone on every channel.
    package struct MoreApp: Sendable {
        package let name: String
        package let url: String

        package init(name: String, url: String) {
            self.name = name
            self.url = url
        }

        /// Reads `NAME=URL`; nil when it is not of that form or the name is no host label.
        package init?(argument: String) {
            let parts = argument.split(separator: "=", maxSplits: 1)
            guard parts.count == 2,
                parts[0].utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }),
                parts[1].hasPrefix("http://") || parts[1].hasPrefix("https://")
            else { return nil }
            self.init(name: String(parts[0]), url: String(parts[1]))
        }
    }

    /// Seconds of idle and absolute life of every session, instead of each department's own.
    package struct SessionLives: Sendable {
        package var idle: Int?
        package var absolute: Int?

        package init(idle: Int? = nil, absolute: Int? = nil) {
            self.idle = idle
            self.absolute = absolute
        }
    }

    /// Where the town keeps its files; made when absent.
    package var folder: String
    /// Port of the portal; the office's is the next one, health and metrics the one after.
    package var port: Int
    package var apps: [MoreApp] = []
    /// How many generated agents live in the town besides the named people.
    package var agents = 0
    package var sessions = SessionLives()

    package init(folder: String, port: Int = 8443) {
        self.folder = folder
        self.port = port
    }
}
