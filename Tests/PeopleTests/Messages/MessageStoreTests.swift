import City
import Policy
import Store
import Testing
import TwoEngines

@testable import People

@Suite(.onBothEngines) struct `What goes out to people` {
    private let budget = MessageBudget(personHour: 2, personDay: 3, departmentDay: 5, prefixDay: 6, day: 7)

    /// Agents 0400001 to 0400009, each with a number.
    private func town() async throws -> TownSample {
        let town = try await TownSample()
        try await town.takeIn((1...9).map { FeedSample.line([0: "040000\($0)", 1: "NOM\($0)", 12: ""]) })
        return town
    }

    private func person(_ number: Int, _ department: String = "dpe", _ prefix: String = "+3363998") -> Message.Person {
        Message.Person(agent: "040000\(number)", department: department, phone: "\(prefix)450\(number)")
    }

    private func send(_ person: Message.Person, at now: Instant, _ town: TownSample) async throws -> MessageAdmission {
        let budget = budget
        return try await town.database.write { transaction in
            let admission = try MessageStore.admission(person, budget, at: now, in: transaction)
            if admission == .open {
                try MessageStore.keep(Message(.sms, .code, to: person, text: "x"), at: now, in: transaction)
            }
            return admission
        }
    }

    @Test func `S-23: a person has so many an hour and so many a day, and is told when the next may leave`()
        async throws
    {
        let (town, noon) = (try await town(), TownSample.noon)
        #expect(try await send(person(1), at: noon, town) == .open)
        #expect(try await send(person(1), at: noon.adding(seconds: 60), town) == .open)
        let hour = MessageAdmission.spent(until: noon.adding(seconds: 3_600), person: true)
        #expect(try await send(person(1), at: noon.adding(seconds: 120), town) == hour)
        #expect(try await send(person(1), at: noon.adding(seconds: 3_601), town) == .open)
        let day = MessageAdmission.spent(until: noon.adding(seconds: 86_400), person: true)
        #expect(try await send(person(1), at: noon.adding(seconds: 9_000), town) == day)
        #expect(try await send(person(2), at: noon.adding(seconds: 120), town) == .open)
    }

    @Test func `S-23: a department, a beginning of numbers and the day have budgets of their own`() async throws {
        let (town, noon) = (try await town(), TownSample.noon)
        for number in 1...5 { #expect(try await send(person(number), at: noon, town) == .open) }
        guard case .spent(_, person: false) = try await send(person(6), at: noon, town) else {
            Issue.record("the department's budget was passed")
            return
        }
        #expect(try await send(person(6, "cde"), at: noon, town) == .open)
        guard case .spent(_, person: false) = try await send(person(7, "cde"), at: noon, town) else {
            Issue.record("the budget of the beginning was passed")
            return
        }
        #expect(try await send(person(7, "cde", "+2626920"), at: noon, town) == .open)
        guard case .spent(_, person: false) = try await send(person(8, "dasco", "+2626920"), at: noon, town) else {
            Issue.record("the day's budget was passed")
            return
        }
        #expect(try await send(person(8), at: noon.adding(seconds: 86_400), town) == .open)
    }

    @Test func `what the network said is not undone by what the gateway says late`() async throws {
        let (town, noon) = (try await town(), TownSample.noon)
        let message = Message(.sms, .code, to: person(1), text: "x")
        let fate = try await town.database.write { transaction in
            try MessageStore.keep(message, at: noon, in: transaction)
            try MessageStore.note(.delivered, of: message.id, at: noon, in: transaction)
            try MessageStore.note(.taken, of: message.id, at: noon, in: transaction)
            return try MessageStore.fate(of: message.id, in: transaction)
        }
        #expect(fate == .delivered)
        let isKnown = try await town.database.write {
            try MessageStore.note(.delivered, of: .random(), at: noon, in: $0)
        }
        #expect(!isKnown)
    }
}

@Suite struct `A gateway in Kannel's form` {
    private let gateway = MessageGateway(
        url: "http://127.0.0.1:13013/cgi-bin/sendsms",
        username: "nomade",
        passwordFile: "",
        from: "36000"
    )

    private func form(_ text: String, reports: String? = nil) -> String {
        let person = Message.Person(agent: "1", department: "dpe", phone: "+33639984501")
        let message = Message(.sms, .code, to: person, text: text)
        return KannelGateway.form(of: message, by: gateway, password: .init(text: "a&b"), reports: reports)
    }

    @Test func `gets each value encoded, a plain text as GSM-7 and any other as UCS-2`() {
        let plain = form("482913 à @ #")
        #expect(
            plain.hasPrefix("username=nomade&password=a%26b&from=36000&to=%2B33639984501&text=482913%20%C3%A0%20%40")
        )
        #expect(plain.hasSuffix("&coding=0&charset=UTF-8"))
        #expect(form("fenêtre").hasSuffix("&coding=2&charset=UTF-8"))
    }

    @Test func `is asked to report where the city says, under the message's own name`() throws {
        let form = form("x", reports: "http://127.0.0.1:8499")
        let pattern = /dlr-url=http%3A%2F%2F127\.0\.0\.1%3A8499%2Fmessages%2F[0-9a-f]{32}%2Freport%3Fstatus%3D%25d$/
        #expect(form.firstMatch(of: pattern) != nil)
        #expect(form.contains("&dlr-mask=19&"))
    }

    @Test(arguments: [
        (202, "0: Accepted for delivery", MessageFate.taken), (202, "3: Queued for later delivery", .taken),
        (403, "Authorization failed for sendsms", .refused), (200, "Missing receiver", .refused), (302, "0:", .refused),
        (202, "", .refused), (500, "0: x", .refused),
    ])
    func `S-40: anything but its own yes is a no`(status: UInt, body: String, fate: MessageFate) {
        #expect(KannelGateway.fate(status: status, body: Array(body.utf8)) == fate)
    }

    @Test func `S-30: the words of a message show nowhere`() {
        let person = Message.Person(agent: "1", department: "dpe", phone: "+33639984501")
        let message = Message(.sms, .code, to: person, text: "482913")
        var dumped = ""
        dump(message, to: &dumped)
        #expect(!"\(message)".contains("482913") && !dumped.contains("482913"))
    }
}
