import City
import HTTPTypes
package import Hummingbird
import People
import Policy
package import Web

/// `/forgotten`: a forgotten password is set anew by a code to one channel on file and a second proof that is still held.
package struct ForgottenPages: Sendable {
    private let house: SignInHouse
    private var door: ForgottenDoor { ForgottenDoor(door: house.door, city: house.city()) }
    private static let path = "/forgotten"
    /// How long every answer to the first form takes, so that a message on its way is not seen in it (S-21).
    private let pace: Duration

    /// The pages of one house.
    package init(_ house: SignInHouse, pace: Duration = .seconds(1)) { (self.house, self.pace) = (house, pace) }

    /// `GET /forgotten`: who, born when, and where a code can go.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response { form(context) }

    /// `POST /forgotten`: always leads to the page of the two proofs.
    @Sendable package func ask(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        let typed = form["identifier"]
        let born = TypedBirthDate(day: form["day"], month: form["month"], year: form["year"])
        let channel = CodeChannel(rawValue: form["by"])
        var mistakes: [FieldMistake] = []
        if typed.isEmpty { mistakes.append(FieldMistake(field: "identifier", code: "signin.empty")) }
        if born.date == nil { mistakes.append(FieldMistake(field: "day", code: "dossier.date-wrong")) }
        guard mistakes.isEmpty, let date = born.date else {
            return self.form(context, typed, born, channel, mistakes, status: .unprocessableContent)
        }
        let answerAt = ContinuousClock.now + pace
        let asked = try await door.ask(typed, born: date, by: channel ?? .mail, from: house.visitor(request, context))
        try await Task.sleep(until: answerAt, clock: .continuous)
        switch asked {
        case .success(let request):
            return proof(try house.seals.seal(request, browser: context.binding ?? ""), nil, context)
        case .failure(let refusal):
            let status = HTTPResponse.Status(code: refusal.status)
            return self.form(context, typed, born, channel, [mistake("identifier", refusal, context)], status: status)
        }
    }

    /// `POST /forgotten/proof`: both proofs; then a new password can be chosen.
    @Sendable package func prove(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        let browser = context.binding ?? ""
        guard let asked = house.seals.forgotten(form["request"], browser: browser) else { return self.form(context) }
        let proven = try await door.prove(
            sent: form["sent"],
            proof: form["proof"],
            by: Factor(typed: form["by"]) ?? .authenticator,
            asked,
            from: house.visitor(request, context)
        )
        switch proven {
        case .success(let pass): return choosing(try house.seals.seal(pass, browser: browser), nil, context)
        case .failure(let refusal): return proof(form["request"], refusal, by: form["by"], context)
        }
    }

    /// `POST /forgotten/password`: the new password; the way in begins anew with it.
    @Sendable package func choose(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        let browser = context.binding ?? ""
        guard let pass = house.seals.forgottenPass(form["pass"], browser: browser) else { return self.form(context) }
        switch try await door.choose(form["new-password"], pass, from: house.visitor(request, context)) {
        case nil: return house.fault("forgotten.done", status: 200, button: "/sign-in", in: context)
        case .failed?: return self.form(context)
        case let refusal?: return choosing(form["pass"], refusal, context)
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
        var page = Page(template: "forgotten", title: "forgotten.title", status: status)
        page.values["identifier"] = .field(
            Field("identifier", .username, label: "signin.identifier", hint: "signin.identifier-hint", value: typed)
        )
        page.values.merge(born.values(mistakes)) { _, new in new }
        page.values["channels"] = house.channels(channel)
        page.values["canSend"] = .flag(city.messages.mail != nil || city.messages.sms != nil)
        page.values["contacts"] = .list(house.hrContacts)
        page.mistakes = mistakes
        return house.render(page, at: Self.path, in: context)
    }

    private func proof(
        _ sealed: String,
        _ refusal: ForgottenRefusal?,
        by chosen: String = Factor.authenticator.rawValue,
        _ context: PageContext
    ) -> Response {
        let status = refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        var page = Page(template: "forgotten-proof", title: "forgotten.proof-title", status: status)
        page.values["request"] = .text(sealed)
        page.values["sent"] = .field(Field("sent", .code, label: "forgotten.sent", hint: "forgotten.sent-hint"))
        page.values["proof"] = .field(Field("proof", .plain, label: "forgotten.proof", hint: "forgotten.proof-hint"))
        page.values["ways"] = .list(
            [Factor.authenticator, .token, .sheet, .recovery, .sms].map { factor in
                [
                    "by": .text(factor.rawValue), "words": .said("forgotten.by-\(factor.rawValue)"),
                    "isChosen": .flag(factor.rawValue == chosen),
                ]
            }
        )
        page.mistakes = refusal.map { [mistake($0 == .proofMalformed ? "proof" : "sent", $0, context)] } ?? []
        return house.render(page, at: Self.path, in: context)
    }

    private func choosing(_ sealed: String, _ refusal: SignInRefusal?, _ context: PageContext) -> Response {
        var page = Page(template: "forgotten-password", title: "forgotten.choose", status: refusal.status([]))
        page.values["pass"] = .text(sealed)
        page.values["new"] = .field(Field("new-password", .newPassword, label: "password.new", hint: "password.hint"))
        page.mistakes = house.mistakes(refusal, field: "new-password", context)
        page.headers = refusal.retryAfter
        return house.render(page, at: Self.path, in: context)
    }

    private func mistake(_ field: String, _ refusal: ForgottenRefusal, _ context: PageContext) -> FieldMistake {
        var values = refusal.values
        if case .paused(let until) = refusal {
            values["until"] = house.shell.site.moment(until.adding(seconds: 59)).time(in: context.language)
        }
        return FieldMistake(field: field, code: refusal.code, values: values)
    }
}
