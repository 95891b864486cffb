import HTTPTypes
import Web

/// What issuing letters will do and to whom, before anything is done: for one person or for a batch.
struct LetterCheckSheet {
    let candidates: [LetterCandidate]
    /// Where the form posts to.
    let action: String
    let back: String
    /// Whether the city sends codes by SMS at all.
    let sendsSMS: Bool
    /// Who may hand the letter over in the desk's place: of one person alone.
    var heads: [Agent] = []
    /// What was chosen before, where the page comes again because something has changed.
    var order: LetterOrder?

    func page() -> Page {
        let ready = candidates.filter { $0.refusal == nil }
        let status = order == nil ? 200 : DeskRefusal.alreadyIssued.status
        var page = Page(template: "desk-letters", title: "desk.letters", status: .init(code: status))
        let noHalf = ready.filter { $0.halfRefusal != nil }
        page.values = [
            "n": .text(String(ready.count)),
            "back": .text(back),
            "changed": .flag(order != nil),
            "some": .flag(!ready.isEmpty),
            "ready": .list(ready.map { $0.values(why: nil) }),
            "notReady": .list(candidates.filter { $0.refusal != nil }.map { $0.values(why: $0.refusal) }),
            "someNot": .flag(ready.count < candidates.count),
            "action": .text(action),
            "letterLanguages": .list(["own", "fr", "en"].map(language)),
            "deliveries": .list(sendsSMS && noHalf.count < ready.count ? ["letter", "split"].map(delivery) : []),
            "canSplit": .flag(sendsSMS && noHalf.count < ready.count),
            "someHeads": .flag(!heads.isEmpty && !ready.isEmpty),
            "heads": .list(
                heads.map { head in
                    [
                        "number": .text(head.number), "name": .text(head.names.full),
                        "selected": .flag(head.number == order?.entrustedTo),
                    ]
                }
            ),
            "noHalf": .list(noHalf.map { $0.values(why: $0.halfRefusal) }),
            "someNoHalf": .flag(!noHalf.isEmpty),
            "takesLong": ready.count > 20
                ? .said("desk.letters-long", ["n": String(ready.count / 10 + 2)]) : "",
        ]
        page.values.merge(LetterForm.values(LetterPromise(candidates))) { $1 }
        return page
    }

    private func language(_ key: String) -> Values {
        [
            "id": .text("language-\(key)"), "value": .text(key), "words": .said("desk.letters-language-\(key)"),
            "checked": .flag((order?.language?.rawValue ?? "own") == key),
        ]
    }

    private func delivery(_ key: String) -> Values {
        [
            "id": .text("delivery-\(key)"), "value": .text(key), "words": .said("desk.letters-delivery-\(key)"),
            "checked": .flag((order?.delivery.rawValue ?? "letter") == key),
        ]
    }
}

extension LetterCandidate {
    fileprivate func values(why refusal: DeskRefusal?) -> Values {
        [
            "name": .text(progress.agent.names.full), "number": .text(number),
            "address": .text("/desk/hr/people/\(number)"), "why": refusal.map { .said($0.code) } ?? "",
        ]
    }
}
