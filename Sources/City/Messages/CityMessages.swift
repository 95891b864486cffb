/// A gateway that takes messages in the form of Kannel's `sendsms`.
package struct MessageGateway: Hashable, Sendable {
    /// Where a message is asked for: https, or http on this machine, with a path and nothing after it.
    package let url: String
    package let username: String
    /// The file that holds the password, as an absolute path; it is read at each message and never kept.
    package let passwordFile: String
    /// What the message comes from: a short number, or up to eleven letters.
    package let from: String

    package init(url: String, username: String, passwordFile: String, from: String) {
        self.url = url
        self.username = username
        self.passwordFile = passwordFile
        self.from = from
    }
}

/// How many messages may leave: each is money, and a way to pester somebody (S-23).
package struct MessageBudget: Hashable, Sendable {
    /// Messages to one person within an hour.
    package let personHour: Int
    /// Messages to one person on one day.
    package let personDay: Int
    /// Messages to the people of one department on one day.
    package let departmentDay: Int
    /// Messages to numbers of one beginning (`+336`, `+262` …) on one day: premium ranges are far away ones.
    package let prefixDay: Int
    /// Messages on one day in all.
    package let day: Int

    /// The usual budget of a city: five an hour and fifteen a day for a person.
    package static let usual = MessageBudget()

    package init(
        personHour: Int = 5,
        personDay: Int = 15,
        departmentDay: Int = 5_000,
        prefixDay: Int = 10_000,
        day: Int = 20_000
    ) {
        self.personHour = personHour
        self.personDay = personDay
        self.departmentDay = departmentDay
        self.prefixDay = prefixDay
        self.day = day
    }

    /// Half of what may go out in a day, for what nobody waits for; a person's own hour and day are the same.
    package var half: MessageBudget {
        MessageBudget(
            personHour: personHour,
            personDay: personDay,
            departmentDay: departmentDay / 2,
            prefixDay: prefixDay / 2,
            day: day / 2
        )
    }
}

/// How whatever goes out to people leaves; what a city lacks is nil.
package struct CityMessages: Hashable, Sendable {
    package let sms: MessageGateway?
    /// The same form, spoken by a voice call.
    package let voice: MessageGateway?
    package let mail: MailServer?
    /// The origin at which gateways tell what became of a message; nil asks for no reports.
    package let reports: String?
    package let budget: MessageBudget

    /// Nothing goes out.
    package static let none = CityMessages()

    package init(
        sms: MessageGateway? = nil,
        voice: MessageGateway? = nil,
        mail: MailServer? = nil,
        reports: String? = nil,
        budget: MessageBudget = .usual
    ) {
        self.sms = sms
        self.voice = voice
        self.mail = mail
        self.reports = reports
        self.budget = budget
    }
}
