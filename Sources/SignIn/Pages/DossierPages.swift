import City
import HTTPTypes
package import Hummingbird
import People
import Policy
package import Web

/// `/dossier`: how far a newcomer's access is, by the reference of the hiring letter and the birth date, without credentials.
package struct DossierPages: Sendable {
    private let house: SignInHouse
    private let door: DossierDoor
    private var codes: DossierCodeDoor { DossierCodeDoor(house.door) }

    /// The pages of one house.
    package init(_ house: SignInHouse) {
        self.house = house
        door = DossierDoor(house.door.parts.database, keys: house.door.parts.keys)
    }

    /// `GET /dossier`: asks for reference and birth date; with `?d=`, which only this browser holds, shows the dossier.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        let sealed = request.query("d")
        guard let browser = context.binding,
            let agent = house.seals.dossier(sealed, browser: browser, at: context.now),
            let progress = try await door.progress(of: agent, in: house.city(), at: context.now)
        else { return form(context) }
        return show(progress, try await codes.offer(to: agent, at: context.now), sealed, context)
    }

    /// `POST /dossier/code`: sends a code to the mobile on file of somebody whose access was issued without a letter; for anybody
    /// else the dossier is shown again.
    @Sendable package func send(_ request: Request, _ context: PageContext) async throws -> Response {
        try await inDossier(request, context) { agent, form in
            let refused = try await codes.send(to: agent, from: house.visitor(request, context))
            return try await code(agent, form["d"], refused, context)
        }
    }

    /// `POST /dossier/code/proof`: the code leads to the rules for use, password and second proof.
    @Sendable package func prove(_ request: Request, _ context: PageContext) async throws -> Response {
        try await inDossier(request, context) { agent, form in
            switch try await codes.prove(form["code"], of: agent, from: house.visitor(request, context)) {
            case .success(let pass): return try ActivationPages(house).onward(pass, context)
            case .failure(let refusal): return try await code(agent, form["d"], refusal, context)
            }
        }
    }

    /// `POST /dossier`: a slip of the hand is told at once; a guess is counted.
    @Sendable package func open(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        let typed = form["reference"]
        let born = TypedBirthDate(day: form["day"], month: form["month"], year: form["year"])
        var mistakes: [FieldMistake] = []
        var reference: DossierReference?
        do throws(DossierSlip) { reference = try DossierReference(typed: typed) } catch {
            mistakes.append(FieldMistake(field: "reference", code: error.code, values: error.values))
        }
        if born.date == nil { mistakes.append(FieldMistake(field: "day", code: "dossier.date-wrong")) }
        guard mistakes.isEmpty, let reference, let date = born.date else {
            return self.form(context, typed, born, mistakes, status: .unprocessableContent)
        }
        switch try await door.open(reference, born: date, from: house.visitor(request, context)) {
        case .success(let agent):
            let sealed = try house.seals.seal(dossier: agent, browser: context.binding ?? "", at: context.now)
            return house.shell.redirect(to: "/dossier?d=\(sealed)", in: context)
        case .failure(let refusal): return self.form(context, typed, born, [mistake(refusal, context)], refusal)
        }
    }

    /// Does the work for a form of the dossier that this browser opened; without one it is asked for again.
    private func inDossier(
        _ request: Request,
        _ context: PageContext,
        _ work: (String, Form) async throws -> Response
    ) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        guard let agent = house.seals.dossier(form["d"], browser: context.binding ?? "", at: context.now) else {
            return self.form(context)
        }
        return try await work(agent, form)
    }

    /// The page of the code; where nothing was issued without a letter, the dossier, which says nothing of it.
    private func code(_ agent: String, _ sealed: String, _ refusal: SignInRefusal?, _ context: PageContext) async throws
        -> Response
    {
        guard refusal != .failed, let offer = try await codes.offer(to: agent, at: context.now) else {
            return house.shell.redirect(to: "/dossier?d=\(SignInPages.safe(sealed))", in: context)
        }
        let mistakes = house.mistakes(refusal, field: "code", context)
        var page = Page(template: "dossier-code", title: "account.code-title", status: refusal.status(mistakes))
        page.values["sent"] = .said("dossier.code-sent", ["ending": offer.ending])
        page.values["dossier"] = .text(sealed)
        page.values["code"] = .field(Field("code", .code, label: "account.code", hint: "account.code-hint"))
        page.values["contact"] = house.itContact(of: offer.person.holder)
        page.mistakes = mistakes
        return house.render(page, at: "/dossier", in: context)
    }

    private func form(
        _ context: PageContext,
        _ typed: String,
        _ born: TypedBirthDate,
        _ mistakes: [FieldMistake],
        _ refusal: DossierRefusal
    ) -> Response {
        let status = HTTPResponse.Status(code: refusal.status)
        return form(context, typed, born, mistakes, status: status, contacts: house.hrContacts)
    }

    private func form(
        _ context: PageContext,
        _ typed: String = "",
        _ born: TypedBirthDate = TypedBirthDate(day: "", month: "", year: ""),
        _ mistakes: [FieldMistake] = [],
        status: HTTPResponse.Status = .ok,
        contacts: [Values] = []
    ) -> Response {
        var page = Page(template: "dossier", title: "dossier.title", status: status)
        page.values["reference-field"] = .field(
            Field("reference", .plain, label: "dossier.reference", hint: "dossier.reference-hint", value: typed)
        )
        page.values.merge(born.values(mistakes)) { _, new in new }
        page.values["contacts"] = .list(contacts)
        page.values["listed"] = .flag(!contacts.isEmpty)
        page.mistakes = mistakes
        return house.render(page, at: "/dossier", in: context)
    }

    private func mistake(_ refusal: DossierRefusal, _ context: PageContext) -> FieldMistake {
        var values = refusal.values
        if case .paused(let until) = refusal {
            values["until"] = house.shell.site.moment(until.adding(seconds: 59)).time(in: context.language)
        }
        return FieldMistake(field: "reference", code: refusal.code, values: values)
    }

    private func show(
        _ progress: DossierProgress,
        _ offer: DossierOffer?,
        _ sealed: String,
        _ context: PageContext
    ) -> Response {
        let sheet = DossierSheet(progress, offer, of: house.shell.site, in: context.language)
        var (page, context) = (sheet.page, context)
        page.values["dossier"] = .text(sealed)
        page.values["beside"] = .flag(
            progress.state.opens(accompanied: true) && !house.city().accompaniedApps.isEmpty
        )
        page.values["printAddress"] = .text("/dossier?d=\(sealed)&view=print")
        page.help = progress.office.map { HelpContact($0) }
        context.ownPath = "/dossier?d=\(sealed)"
        return house.shell.render(page, in: context)
    }
}
