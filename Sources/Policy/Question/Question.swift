/// Everything that one decision depends on: who asks for which app, how, with what proofs, when.
package struct Question: Hashable, Sendable, Codable {
    package var subject: Subject
    /// The app's key in the city file.
    package var app: String
    /// The path asked for, without its query; nil asks about the app's own clauses. Read where the app has paths.
    package var path: String?
    package var channel: Channel
    package var device: Device
    package var assurance: Assurance
    package var time: LocalTime

    package init(
        subject: Subject,
        app: String,
        path: String? = nil,
        channel: Channel,
        device: Device,
        assurance: Assurance,
        time: LocalTime
    ) {
        self.subject = subject
        self.app = app
        self.path = path
        self.channel = channel
        self.device = device
        self.assurance = assurance
        self.time = time
    }

    /// The same question about a path of the app.
    package func at(path: String?) -> Question {
        var question = self
        question.path = path
        return question
    }

    /// The path of a target: all before its query.
    package static func path(ofTarget target: String) -> String {
        String(target.utf8.prefix { $0 != UInt8(ascii: "?") }) ?? target
    }
}
