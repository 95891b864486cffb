import City
import People
import Policy
import Store

/// The way by which news leaves: the mail server proves itself and takes our password, and no mail waits long.
struct MailChecks {
    /// Seconds after which a waiting mail is worth a look.
    private static let long: Int64 = 900

    let city: City
    let now: Instant

    func run() async -> [Check] {
        guard let server = city.messages.mail else { return [] }
        let greeted = Self.check(server, await MailSubmission { [city] in city }.greet())
        return [greeted, await queue()].compactMap(\.self)
    }

    static func check(_ server: MailServer, _ outcome: MailOutcome) -> Check {
        switch outcome {
        case .taken: .ok(.messages, server.url, "it proves itself and takes mail from us")
        case .refused(let fault), .later(let fault):
            .fail(.messages, server.url, fault, fix: "curl -v --ssl-reqd \(server.url)  and look at messages: smtp")
        }
    }

    /// Nothing to say before the first start has made the database.
    private func queue() async -> Check? {
        if city.files.server == nil, FileStatus(city.files.database) == nil { return nil }
        guard let database = try? city.files.openDatabase() else { return nil }
        defer { try? database.close() }
        return (try? await database.read { try MailStore.waiting(in: $0) }).map { Self.check($0, at: now) }
    }

    static func check(_ waiting: MailWaiting, at now: Instant) -> Check {
        guard let since = waiting.since else { return .ok(.messages, "waiting mails", "none waits") }
        let age = now.seconds(since: since)
        let cause = "\(waiting.count) wait, the first for \(age / 60) minutes"
        guard age > long else { return .ok(.messages, "waiting mails", cause) }
        let fault = waiting.fault.map { "; the last try: \($0)" } ?? ""
        return .warn(.messages, "waiting mails", cause + fault, fix: "mend the mail server; they leave by themselves")
    }
}
