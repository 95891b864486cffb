/// One small internal app of the town: it knows nothing of Nomade but what the request tells it.
package struct TownApp: Sendable {
    package let name: String
    let answer: @Sendable (Told) -> Answer

    package init(name: String, answer: @escaping @Sendable (Told) -> Answer) {
        self.name = name
        self.answer = answer
    }

    /// The apps of the town, in the order of the launcher.
    package static let all: [TownApp] = [
        OfficeApps.intranet, OfficeApps.rounds, OfficeApps.staff, EchoApp.app, OfficeApps.council,
    ]
}
