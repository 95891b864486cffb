import City
import HTTPTypes
import Hummingbird
import People
import Policy
import Web

/// The pages of the steps: one question each.
extension ActivationPages {
    /// Identifier and code; after a wrong one with the public list of HR contacts (S-21).
    func begin(
        _ context: PageContext,
        typed: String = "",
        code: String = "",
        notice: Value = .flag(false),
        mistakes: [FieldMistake] = [],
        refused: SignInRefusal? = nil
    ) -> Response {
        var page = Page(template: "activation", title: "activation.title", status: refused.status(mistakes))
        page.values["identifier"] = .field(
            Field("identifier", .username, label: "signin.identifier", hint: "activation.identifier-hint", value: typed)
        )
        page.values["code"] = .field(
            Field("code", label: "activation.code", hint: "activation.code-hint", value: code)
        )
        page.values["notice"] = notice
        page.values["warning"] = .list(house.warning(in: context))
        let contacts = refused == .activationFailed ? house.hrContacts : []
        page.values["contacts"] = .list(contacts)
        page.values["listed"] = .flag(!contacts.isEmpty)
        page.mistakes = mistakes + house.mistakes(refused, field: "code", context)
        page.headers = refused.retryAfter
        return house.render(page, at: Self.path, in: context)
    }

    /// The page of the step that is next.
    func step(_ view: ActivationView, by chosen: Factor?, _ context: PageContext) async throws -> Response {
        switch view.step {
        case .charter: return charter(view, context)
        case .password: return password(view, context)
        case .factor(let enrollable):
            let first = [Factor.authenticator, .sms, .voice].first(where: enrollable.contains)
            let by = chosen.flatMap { enrollable.contains($0) ? $0 : nil } ?? first ?? .authenticator
            return try await factor(view, by: by, context)
        case .recovery: return plain("activation-recovery", "activation.recovery", view, context)
        case .ready: return plain("activation-ready", "activation.ready", view, context)
        }
    }

    func charter(_ view: ActivationView, _ context: PageContext, isMissing: Bool = false) -> Response {
        var page = Page(
            template: "activation-charter",
            title: "charter.title",
            status: isMissing ? .unprocessableContent : .ok
        )
        page.values = house.charterValues(view.charter, action: "\(Self.path)/charter", context)
        page.values["progress"] = progress(view)
        if isMissing { page.mistakes = [FieldMistake(field: "accept", code: "charter.unaccepted")] }
        return house.render(page, at: Self.path, in: context)
    }

    func password(_ view: ActivationView, _ context: PageContext, refused: SignInRefusal? = nil) -> Response {
        var page = Page(template: "activation-password", title: "activation.password", status: refused.status([]))
        page.values["who"] = .field(
            Field("username", .username, label: "signin.identifier", value: view.person.identifier, isFixed: true)
        )
        page.values["new"] = .field(
            Field("new-password", .newPassword, label: "password.new", hint: "password.hint")
        )
        let moment = view.progress.passwordAt.map(house.shell.site.moment)
        page.values["earlier"] =
            moment.map {
                .said(
                    "activation.earlier",
                    ["date": $0.date(in: context.language), "hour": $0.time(in: context.language)]
                )
            } ?? .flag(false)
        page.values["progress"] = progress(view)
        page.mistakes = house.mistakes(refused, field: "new-password", context)
        page.headers = refused.retryAfter
        return house.render(page, at: Self.path, in: context)
    }

    /// The authenticator that is added, or the phone that gets a code.
    func factor(_ view: ActivationView, by: Factor, _ context: PageContext, refused: SignInRefusal? = nil)
        async throws -> Response
    {
        guard by == .authenticator, let offered = view.progress.authenticator else {
            return try await phone(view, by: by, context, refused: refused)
        }
        let pending = PendingActivation(password: "", secret: offered.secret, chosenAt: context.now)
        var page = house.enrolmentPage(pending, label: view.person.identifier, refused, context)
        page.values["action"] = .text("\(Self.path)/proof")
        page.values["pending"] = .text("")
        page.values["by"] = .text(by.rawValue)
        page.values["progress"] = progress(view)
        page.values["ways"] = .list(ways(view, but: by))
        return house.render(page, at: Self.path, in: context)
    }

    private func phone(_ view: ActivationView, by: Factor, _ context: PageContext, refused: SignInRefusal?) async throws
        -> Response
    {
        let now = context.now
        let question = try await house.door.question(of: view.pass.agent, by: by, at: now)
        let isLive = question?.isLive(at: now) ?? false
        let isOfSending = refused.map(ProofPages.isOfSending) ?? false
        var page = Page(template: "activation-phone", title: "activation.phone", status: refused.status([]))
        let ending = String(view.person.phone?.suffix(2) ?? "")
        let hour = question?.sent.map { house.shell.site.moment($0.sentAt).time(in: context.language) } ?? ""
        page.values["sent"] =
            isLive ? .said("factor.\(by.rawValue)-sent", ["ending": ending, "hour": hour]) : .flag(false)
        page.values["ask"] = .said("activation.phone-\(by.rawValue)", ["ending": ending])
        page.values["code"] = .field(Field("code", .code, label: "factor.code", hint: "factor.code-hint"))
        page.values["by"] = .text(by.rawValue)
        page.values["ways"] = .list(ways(view, but: by))
        page.values["contact"] = house.itContact(of: view.person.holder)
        page.values["progress"] = progress(view)
        let words = house.mistakes(refused, field: "code", context)
        page.values["notice"] =
            isOfSending ? words.first.map { .said($0.code, $0.values) } ?? .flag(false) : trouble(question)
        page.mistakes = isOfSending ? [] : words
        page.headers = refused.retryAfter
        return house.render(page, at: Self.path, in: context)
    }

    private func trouble(_ question: CodeQuestion?) -> Value {
        guard let fate = question?.sent?.fate, fate.isTrouble else { return .flag(false) }
        return .said("factor.message-\(fate.rawValue)")
    }

    private func ways(_ view: ActivationView, but by: Factor) -> [Values] {
        let ending = String(view.person.phone?.suffix(2) ?? "")
        return [Factor.authenticator, .sms, .voice].filter { $0 != by && view.person.enrollable.contains($0) }.map {
            [
                "words": .said("activation.by-\($0.rawValue)", ["ending": ending]),
                "link": .text("\(Self.path)?by=\($0.rawValue)"),
            ]
        }
    }

    private func plain(_ template: String, _ title: String, _ view: ActivationView, _ context: PageContext) -> Response
    {
        var page = Page(template: template, title: title)
        page.values["progress"] = progress(view)
        page.values["contact"] = house.itContact(of: view.person.holder)
        return house.render(page, at: Self.path, in: context)
    }

    /// What the person reads once they are in: where to go, and where to change what they chose.
    func done(_ entry: SignInEntry, _ view: ActivationView, _ context: PageContext) -> Response {
        var context = context
        house.settle(entry, &context)
        var page = Page(template: "activation-done", title: "activation.done")
        page.values["first"] = .text(entry.holder.name.first)
        page.values["own-identifier"] = .text(view.person.identifier)
        page.values["factor"] =
            view.progress.factor.map { .said("activation.done-\($0.rawValue)") }
            ?? .said("activation.done-none")
        return house.render(page, at: "/", in: context)
    }

    /// `Étape 2 sur 4`: the steps that this person has.
    func progress(_ view: ActivationView) -> Value {
        let hasFactor = !view.person.enrollable.isEmpty
        let steps = (view.charter == nil ? 0 : 1) + (hasFactor ? 3 : 2)
        let number =
            switch view.step {
            case .charter: 1
            case .password: steps - (hasFactor ? 2 : 1)
            case .factor: steps - 1
            case .recovery, .ready: steps
            }
        return .said("activation.progress", ["n": String(number), "of": String(steps)])
    }
}

extension SignInHouse {
    /// The employer's legal warning, by paragraphs; none where the city file has none.
    func warning(in context: PageContext) -> [Values] {
        Self.paragraphs(city().signIn.warning?.text(in: context.language) ?? "")
    }

    /// The rules for use as a page shows them.
    func charterValues(_ charter: Charter?, action: String, _ context: PageContext) -> Values {
        [
            "version": .text(charter?.version ?? ""),
            "paragraphs": .list(Self.paragraphs(charter?.words.text(in: context.language) ?? "")),
            "action": .text(action),
            "return": .text(""),
        ]
    }

    private static func paragraphs(_ text: String) -> [Values] {
        var paragraphs: [String] = [""]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
                paragraphs.append("")
            } else {
                paragraphs[paragraphs.count - 1] += (paragraphs[paragraphs.count - 1].isEmpty ? "" : " ") + line
            }
        }
        return paragraphs.filter { !$0.isEmpty }.map { ["words": .text($0)] }
    }
}

extension EmployerWords {
    /// The words in a page's language.
    func text(in language: Language) -> String { language == .fr ? french : english }
}
