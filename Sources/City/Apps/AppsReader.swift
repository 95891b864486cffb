import Policy

/// Reads `apps` with their rules.
struct AppsReader {
    let root: Section
    let structure: CityStructure
    let doors: CityDoors
    let folder: CityFolder

    func apps() -> (apps: [App], ruleset: Ruleset) {
        var apps: [App] = []
        var rules: [String: Rule] = [:]
        let example = "intranet: {host: intranet.\(doors.domain), upstream: http://127.0.0.1:9001, owner: it}"
        var hosts = Hosts(portal: doors.portal.host)
        for (key, section) in root.sections("apps", kind: "app", example: example) {
            let app = AppReader(section: section, key: key, folder: folder).app(
                contacts: structure.contacts,
                domain: doors.domain
            )
            hosts.add(app, section)
            apps.append(app)
            let paths = PathsReader(section: section, clauses: clauses).paths(example: clauseExample)
            let allow = clauses(section, "allow")
            rules[key] = Rule(
                app: key,
                owner: app.owner,
                unlisted: app.unlisted,
                allow: allow,
                paths: paths,
                accompanied: section.flag("accompanied")
            )
        }
        return (apps, Ruleset(rules: rules, channels: channels))
    }

    /// The channels by which requests can arrive here.
    private var channels: Set<Channel> {
        Set(doors.listeners.map(\.channel) + doors.networks.map(\.channel))
    }

    private var clauseExample: String { "{department: [\(structure.departments.keys.min() ?? "dpe")]}" }

    private func clauses(_ section: Section, _ key: String) -> [Clause] {
        let example = clauseExample
        if !section.has(key) {
            section.note(
                .missingKey,
                "\(section.name) has no \(key)",
                fix: "add  \(key): [\(example)]  or  \(key): [{everyone: true}]"
            )
        }
        return section.items(key, kind: "\(section.name), clause", example: example).map { item in
            checkChannels(of: item)
            return ClauseReader(section: item, departments: structure.departments).clause()
        }
    }

    /// A channel that no listener and no network brings would close the clause without a word.
    private func checkChannels(of item: Section) {
        guard !channels.isEmpty else { return }
        for text in item.list("channel", example: "nomade") {
            guard let channel = Channel(rawValue: text.value), !channels.contains(channel) else { continue }
            item.note(
                .channel,
                "\(item.name): this city has no channel \(channel.rawValue)",
                at: text.place,
                fix: "add a listener or a network of that channel, or remove it"
            )
        }
    }
}

/// The host names seen so far.
private struct Hosts {
    var owners: [String: String]

    init(portal: String) {
        owners = [portal: "the portal"]
    }

    mutating func add(_ app: App, _ section: Section) {
        add(app.host, of: app, at: section.place(of: "host"), section)
        for alias in app.aliases { add(alias, of: app, at: section.place(of: "aliases"), section) }
    }

    private mutating func add(_ host: String, of app: App, at place: Place, _ section: Section) {
        guard !host.isEmpty else { return }
        if let other = owners[host] {
            section.note(
                .doubledHost,
                "app \"\(app.key)\": \(host) is already the host of \(other)",
                at: place,
                fix: "give it a host of its own, such as  \(app.key).…"
            )
        }
        owners[host] = "app \"\(app.key)\""
    }
}
