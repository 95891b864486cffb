import Web

/// One person of a receipt: what is shown of them this once.
struct DeskReceiptRow: Sendable {
    private let name: String
    private let number: String
    private let secret: String

    init(_ progress: DossierProgress, secret: String) {
        name = progress.agent.names.full
        number = progress.agent.number
        self.secret = secret
    }

    var values: Values {
        [
            "name": .text(name), "number": .text(number), "secret": .text(secret),
            "address": .text("/desk/hr/people/\(number)"),
        ]
    }
}
