import Web

/// One person of a check page or a receipt: what they got, or why not.
struct DeskReceiptRow: Sendable {
    private let name: String
    private let number: String
    private let secret: String
    private let refusal: DeskRefusal?

    init(_ progress: DossierProgress, secret: String) {
        self.init(progress, secret, nil)
    }

    init(_ progress: DossierProgress, refused refusal: DeskRefusal) {
        self.init(progress, "", refusal)
    }

    private init(_ progress: DossierProgress, _ secret: String, _ refusal: DeskRefusal?) {
        name = progress.agent.names.full
        number = progress.agent.number
        self.secret = secret
        self.refusal = refusal
    }

    var isDone: Bool { refusal == nil }

    var values: Values {
        [
            "name": .text(name), "number": .text(number), "secret": .optional(secret),
            "why": refusal.map { .said($0.code) } ?? "", "address": .text("/desk/hr/people/\(number)"),
        ]
    }
}
