import Policy

/// Reads `listeners`, `networks` and `operation`.
struct DoorsReader {
    let root: Section

    func listeners() -> [Listener] {
        let example = "{address: \"0.0.0.0:8443\", channel: nomade}"
        if !root.has("listeners") {
            root.note(.missingKey, "the file has no listeners", fix: "add  listeners: [\(example)]")
        }
        var seen: Set<SocketPlace> = []
        return root.items("listeners", kind: "listener", example: example).compactMap { section in
            guard let listener = listener(section) else { return nil }
            if listener.place.port != 0 && !seen.insert(listener.place).inserted {
                section.note(
                    .doubledAddress,
                    "two listeners have the address \(listener.place)",
                    at: section.place(of: "address"),
                    fix: "give one of them another port"
                )
            }
            return listener
        }
    }

    private func listener(_ section: Section) -> Listener? {
        section.knows("address channel shared-workstation plain trusted-proxies")
        let proxies = ranges("trusted-proxies", of: section)
        let plain = section.flag("plain")
        if plain && !section.has("trusted-proxies") || plain && proxies.isEmpty {
            section.note(
                .plainListener,
                "\(section.name) is plain and names no proxy in front of it",
                fix: "add  trusted-proxies: [127.0.0.1]  or remove  plain: true"
            )
        }
        let channel: Channel? = section.choice("channel")
        guard let place = place("address", of: section, example: "\"0.0.0.0:8443\""), let channel else { return nil }
        return Listener(
            place: place,
            channel: channel,
            sharedWorkstation: section.flag("shared-workstation"),
            plain: plain,
            trustedProxies: proxies
        )
    }

    func networks() -> [Network] {
        let example = "{channel: office, ranges: [10.0.0.0/8]}"
        return root.items("networks", kind: "network", example: example).compactMap { section in
            section.knows("channel ranges")
            let channel: Channel? = section.choice("channel")
            if !section.has("ranges") {
                section.note(.missingKey, "\(section.name) has no ranges", fix: "add  ranges: [10.0.0.0/8]")
            }
            return channel.map { Network(channel: $0, ranges: ranges("ranges", of: section)) }
        }
    }

    func operation() -> SocketPlace? {
        guard root.has("operation"), let place = place("operation", of: root, example: "\"127.0.0.1:8499\"") else {
            return nil
        }
        guard place.address.isLoopback else {
            root.note(
                .operation,
                "operation listens on \(place), which is not loopback",
                at: root.place(of: "operation"),
                fix: "write  operation: \"127.0.0.1:\(place.port)\""
            )
            return nil
        }
        return place
    }

    private func place(_ key: String, of section: Section, example: String) -> SocketPlace? {
        let text = section.text(key, example: example)
        if text.value.isEmpty { return nil }
        if let place = SocketPlace(text.value) { return place }
        section.note(
            .address,
            "\(section.name): \"\(text.value)\" is no address and port",
            at: text.place,
            fix: "write  \(key): \(example)"
        )
        return nil
    }

    private func ranges(_ key: String, of section: Section) -> [AddressRange] {
        section.list(key, example: "10.0.0.0/8").compactMap { text in
            guard let range = AddressRange(text.value) else {
                section.note(
                    .range,
                    "\(section.name): \"\(text.value)\" is no range",
                    at: text.place,
                    fix: "write  \(key): [10.0.0.0/8]"
                )
                return nil
            }
            if !range.isExact(as: text.value) {
                section.note(
                    .range,
                    "\(section.name): \"\(text.value)\" has bits beyond its range",
                    at: text.place,
                    fix: "write  \(range)"
                )
            }
            return range
        }
    }
}

extension AddressRange {
    /// True when the text has no bits beyond the prefix.
    fileprivate func isExact(as text: String) -> Bool {
        text.split(separator: "/").first.flatMap { IPAddress(String($0)) } == base
    }
}
