/// Reads `messages`: the gateways, where they report, and what may leave.
struct MessagesReader {
    let root: Section
    /// Makes a path of the file absolute.
    let path: (String) -> String
    /// Where health and metrics are served: gateways on the same machine report there.
    let operation: SocketPlace?

    func messages() -> CityMessages {
        guard let section = root.section("messages", example: "{sms: {gateway: \"…\"}}", required: false) else {
            return .none
        }
        section.knows("sms voice smtp reports budget")
        return CityMessages(
            sms: gateway("sms", in: section),
            voice: gateway("voice", in: section),
            mail: MailServerReader(path: path).server(in: section),
            reports: reports(in: section),
            budget: budget(in: section)
        )
    }

    private func gateway(_ key: String, in section: Section) -> MessageGateway? {
        guard section.has(key) else { return nil }
        let example = "{gateway: \"http://127.0.0.1:13013/cgi-bin/sendsms\", username: nomade}"
        guard let section = section.section(key, example: example) else { return nil }
        section.knows("gateway username password-file from")
        let url = section.text("gateway", example: "\"http://127.0.0.1:13013/cgi-bin/sendsms\"")
        if !url.value.isEmpty && !Self.isGateway(url.value) {
            section.note(
                .gateway,
                "\(section.name): \"\(url.value)\" is no gateway's address",
                at: url.place,
                fix: "write https://host/path, or http://127.0.0.1:13013/cgi-bin/sendsms on this machine"
            )
        }
        return MessageGateway(
            url: url.value,
            username: section.text("username", example: "nomade").value,
            passwordFile: path(section.text("password-file", example: "./\(key).password").value),
            from: section.text("from", example: "\"36000\"").value
        )
    }

    /// https anywhere, http on this machine alone: codes and the gateway's password travel there (S-40).
    private static func isGateway(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let start = bytes.firstRange(of: Array("://".utf8))?.upperBound,
            let slash = bytes[start...].firstIndex(of: UInt8(ascii: "/")),
            let address = WebAddress(String(decoding: bytes[..<slash], as: UTF8.self)),
            bytes[slash...].allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x23 && $0 != 0x3F })
        else { return false }
        return address.tls || IPAddress(address.host)?.isLoopback == true
    }

    private func reports(in section: Section) -> String? {
        guard let text = section.optionalText("reports", example: "\"http://127.0.0.1:8499\"") else {
            return operation.map { "http://\($0)" }
        }
        if text.value == "none" { return nil }
        if let address = WebAddress(text.value) { return address.origin }
        section.note(
            .origin,
            "messages: \"\(text.value)\" is no origin",
            at: text.place,
            fix: "write  reports: \"http://127.0.0.1:8499\"  or  reports: none"
        )
        return nil
    }

    private func budget(in section: Section) -> MessageBudget {
        guard let section = section.section("budget", example: "{person-hour: 5}", required: false) else {
            return .usual
        }
        section.knows("person-hour person-day department-day prefix-day day")
        let usual = MessageBudget.usual
        return MessageBudget(
            personHour: count("person-hour", in: section) ?? usual.personHour,
            personDay: count("person-day", in: section) ?? usual.personDay,
            departmentDay: count("department-day", in: section) ?? usual.departmentDay,
            prefixDay: count("prefix-day", in: section) ?? usual.prefixDay,
            day: count("day", in: section) ?? usual.day
        )
    }

    private func count(_ key: String, in section: Section) -> Int? {
        guard let text = section.optionalText(key, example: "100") else { return nil }
        if let count = Int(text.value), (1...10_000_000).contains(count) { return count }
        section.note(
            .value,
            "budget: \(key) is \"\(text.value)\"",
            at: text.place,
            fix: "write a number from 1, such as  \(key): 100"
        )
        return nil
    }
}

extension MessagesReader {
    /// Notes each department that gives codes by SMS in a city that sends none.
    static func check(_ departments: some Sequence<Department>, _ messages: CityMessages, in root: Section) {
        guard messages.sms == nil else { return }
        for department in departments.sorted(by: { $0.key < $1.key }) where department.factor.given.contains(.sms) {
            root.note(
                .factor,
                "department \"\(department.key)\" gives codes by SMS, and the file has no SMS gateway",
                fix: "add  messages: {sms: {gateway: \"…\"}}  or write  factor: app"
            )
        }
    }
}
