import City
import HTTPTypes
package import Hummingbird
import People
import Policy
package import Web

/// `/account`: creating an account by oneself where the department lets its people, and for everybody else who creates theirs.
package struct AccountPages: Sendable {
    private let house: SignInHouse
    private var door: AccountDoor { AccountDoor(door: house.door, city: house.city()) }
    private static let path = "/account"
    /// How long every answer to number and date takes, so that a message on its way is not seen in it (S-21).
    private let pace: Duration

    /// The pages of one house.
    package init(_ house: SignInHouse, pace: Duration = .seconds(1)) { (self.house, self.pace) = (house, pace) }

    /// `GET /account`: asks for number and birth date.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response { form(context) }

    /// `POST /account`: always leads to the code.
    @Sendable package func ask(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        let typed = form["number"]
        let born = TypedBirthDate(day: form["day"], month: form["month"], year: form["year"])
        let channel = CodeChannel(rawValue: form["by"])
        var mistakes: [FieldMistake] = []
        if typed.isEmpty { mistakes.append(FieldMistake(field: "number", code: "account.number-empty")) }
        if born.date == nil { mistakes.append(FieldMistake(field: "day", code: "dossier.date-wrong")) }
        guard mistakes.isEmpty, let date = born.date else {
            return self.form(context, typed, born, channel, mistakes, status: .unprocessableContent)
        }
        let answerAt = ContinuousClock.now + pace
        let asked = try await door.ask(
            TypedIdentifier(typed),
            born: date,
            by: channel ?? .mail,
            from: house.visitor(request, context)
        )
        try await Task.sleep(until: answerAt, clock: .continuous)
        switch asked {
        case .success(let request):
            let sealed = try house.seals.seal(request, browser: context.binding ?? "")
            return code(sealed, nil, context)
        case .failure(let refusal):
            let status = HTTPResponse.Status(code: refusal.status)
            return self.form(context, typed, born, channel, [mistake("number", refusal, context)], status: status)
        }
    }

    /// `POST /account/code`: the code leads to the rules for use, password and second proof.
    @Sendable package func prove(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        guard let asked = house.seals.account(form["request"], browser: context.binding ?? "") else {
            return self.form(context)
        }
        switch try await door.prove(form["code"], asked, from: house.visitor(request, context)) {
        case .success(let pass): return try ActivationPages(house).onward(pass, context)
        case .failure(let refusal): return code(form["request"], refusal, context)
        }
    }

    private func form(
        _ context: PageContext,
        _ typed: String = "",
        _ born: TypedBirthDate = TypedBirthDate(day: "", month: "", year: ""),
        _ channel: CodeChannel? = nil,
        _ mistakes: [FieldMistake] = [],
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let city = house.city()
        let own = city.departments.values.filter { $0.accounts == .agent }.sorted { $0.name < $1.name }
        var page = Page(template: "account", title: "account.title", status: status)
        page.values["own"] = .list(own.map { ["structure": .text($0.name)] })
        page.values["someOwn"] = .flag(!own.isEmpty && (city.messages.mail != nil || city.messages.sms != nil))
        page.values["channels"] = house.channels(channel)
        page.values["number-field"] = .field(
            Field("number", .username, label: "account.number", hint: "account.number-hint", value: typed)
        )
        page.values.merge(born.values(mistakes)) { _, new in new }
        page.values["contacts"] = .list(house.hrContacts(where: { $0.accounts == .hr }))
        page.mistakes = mistakes
        return house.render(page, at: Self.path, in: context)
    }

    private func code(_ sealed: String, _ refusal: AccountRefusal?, _ context: PageContext) -> Response {
        let status = refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        var page = Page(template: "account-code", title: "account.code-title", status: status)
        page.values["request"] = .text(sealed)
        page.values["code"] = .field(Field("code", .code, label: "account.code", hint: "account.code-hint"))
        page.mistakes = refusal.map { [mistake("code", $0, context)] } ?? []
        return house.render(page, at: Self.path, in: context)
    }

    private func mistake(_ field: String, _ refusal: AccountRefusal, _ context: PageContext) -> FieldMistake {
        var values = refusal.values
        if case .paused(let until) = refusal {
            values["until"] = house.shell.site.moment(until.adding(seconds: 59)).time(in: context.language)
        }
        return FieldMistake(field: field, code: refusal.code, values: values)
    }
}
