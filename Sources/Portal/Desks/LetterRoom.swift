import City
import People
import SignIn
import Store
import Web

/// The letters of SignIn as the HR desk's press: the seam over which no code comes back to People.
struct LetterRoom: Sendable {
    private let desk: LetterDesk
    private let paper: LetterPaper
    private let messages: MessageDesk

    /// Throws when a template cannot be read.
    init(_ city: City, on machinery: Machinery) throws {
        messages = machinery.door.parts.messages
        let installation = machinery.installation
        desk = LetterDesk(city, database: installation.database, keys: installation.keys, messages: messages)
        paper = try LetterPaper(city)
    }

    /// The function values that the desk is given.
    var press: LetterPress {
        LetterPress(
            prepare: { [desk, paper] numbers, order, now, reading in
                let head = try order.entrustedTo.map { try AgentStore.agent($0, in: reading)?.callerName.full ?? $0 }
                let letters = try desk.prepare(numbers, as: order.delivery, in: order.language, at: now, reading)
                    .map { $0.handed(by: head) }
                let policy = try paper.contentSecurityPolicy()
                return PreparedLetters(
                    page: { cover in
                        PrintedLetters(
                            html: try paper.html(letters, under: cover, at: now),
                            contentSecurityPolicy: policy
                        )
                    },
                    pdf: { try await paper.pdf(letters, at: now) },
                    issue: { actor, transaction in
                        try desk.issue(letters, by: actor, at: now, in: transaction)
                    }
                )
            },
            send: { [messages] halves, now in try await messages.send(halves, at: now) }
        )
    }
}
