import HTTPTypes
import Hummingbird
import People
import Policy
import Web

/// The page that asks a second proof, the same at sign-in and at a confirmation: the field, another code, every other way.
struct ProofPages {
    /// Where the page stands.
    enum Place: String {
        case signIn = "/sign-in/code"
        case confirm = "/confirm"
    }

    let house: SignInHouse
    let place: Place
    let question: CodeQuestion
    /// Where the person wants to go, sealed.
    let sealed: String

    /// The page, with what was wrong if something was; `sent` says that a code has just left.
    func response(_ context: PageContext, refused: SignInRefusal? = nil) -> Response {
        let title = place == .signIn ? "factor.title" : "factor.confirm"
        var page = Page(template: "sign-in-code", title: title, status: refused.status([]))
        page.values = values(context)
        // A refusal of another message is no fault of what was typed: it stands above, not beside the field.
        let isOfSending = refused.map(Self.isOfSending) ?? false
        page.mistakes = isOfSending ? [] : house.mistakes(refused, field: "code", context)
        page.values["notice"] = isOfSending ? words(refused, context) : trouble(context)
        page.headers = refused.retryAfter
        page.formTargets = house.formTargets(sealed, context)
        return house.render(page, at: place.rawValue, sealed, in: context)
    }

    private func values(_ context: PageContext) -> Values {
        let name = question.holder.name
        return [
            "code": .field(field),
            "person": .text("\(name.first) \(name.initial)."),
            "isSignIn": .flag(place == .signIn),
            "ask": ask(context),
            "action": .text(place.rawValue),
            "by": .text(question.by.rawValue),
            "return": .text(SignInPages.safe(sealed)),
            "sends": .flag(question.by.message != nil),
            "late": late(context),
            "ways": .list(question.others.map(way)),
            "contact": house.itContact(of: question.holder),
        ]
    }

    /// Digits, or the letters of a recovery code.
    private var field: Field {
        if question.by == .token { return Field("code", .code, label: "factor.code", hint: "factor.device-hint") }
        guard question.by == .recovery else {
            return Field("code", .code, label: "factor.code", hint: "factor.code-hint")
        }
        return Field("code", .plain, label: "factor.recovery-code", hint: "factor.recovery-hint")
    }

    /// What to do, by the proof that is asked.
    private func ask(_ context: PageContext) -> Value {
        switch question.by {
        case .sms, .voice:
            guard let sent = question.sent, question.isLive(at: context.now) else { return .said("factor.unsent") }
            let code = sent.kind == .sms ? "factor.sms-sent" : "factor.voice-sent"
            return .said(
                code,
                ["ending": question.ending, "hour": house.shell.site.moment(sent.sentAt).time(in: context.language)]
            )
        case .sheet:
            guard let line = question.line else { return .said("factor.sheet-spent") }
            return .said("factor.ask-sheet", ["n": String(line)])
        default: return .said("factor.ask-\(question.by.rawValue)", ["city": house.shell.site.city])
        }
    }

    /// When another code may be asked for.
    private func late(_ context: PageContext) -> Value {
        switch question.refusal {
        case .codeSoon(let seconds): .said("factor.sms-late", ["n": String(seconds)])
        case let refusal?: words(refusal, context)
        case nil: .said("factor.sms-again")
        }
    }

    /// A gateway that said no or nothing is said at once, with another way (issue 4).
    private func trouble(_ context: PageContext) -> Value {
        guard question.by.message != nil, let fate = question.sent?.fate, fate.isTrouble else { return .flag(false) }
        return .said("factor.message-\(fate.rawValue)")
    }

    private func words(_ refusal: SignInRefusal?, _ context: PageContext) -> Value {
        guard let mistake = house.mistakes(refusal, field: "code", context).first else { return .flag(false) }
        return .said(mistake.code, mistake.values)
    }

    /// Another proof: one that goes out is a button, the others are links.
    private func way(_ factor: Factor) -> Values {
        let query = "by=\(factor.rawValue)" + (sealed.isEmpty ? "" : "&r=\(SignInPages.safe(sealed))")
        return [
            "words": .said("factor.by-\(factor.rawValue)", ["ending": question.ending]),
            "link": .optional(factor.message == nil ? "\(place.rawValue)?\(query)" : nil),
            "other": .optional(factor.message == nil ? nil : factor.rawValue),
        ]
    }

    static func isOfSending(_ refusal: SignInRefusal) -> Bool {
        switch refusal {
        case .codeSoon, .codeBudget, .cityBudget: true
        default: false
        }
    }
}

extension Factor {
    /// The proof that a form or a link names; nil for anything else.
    init?(typed: String) { self.init(rawValue: typed) }
}
