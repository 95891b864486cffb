/// Everything that one decision depends on: who asks for which app, how, with what proofs, when.
package struct Question: Hashable, Sendable, Codable {
    package var subject: Subject
    /// The app's key in the city file.
    package var app: String
    /// The path asked for; rules by path come later, and nothing reads it yet.
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
}
