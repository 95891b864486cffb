import City
import HTTPTypes
package import Hummingbird
import People
import Policy
package import Web

/// `/activation`: from the letter to the launcher. Each step is a form; a look at the page shows the step that is next, in
/// the browser where the code was typed.
package struct ActivationPages: Sendable {
    let house: SignInHouse
    var activation: LetterActivation { LetterActivation(door: house.door, city: house.city()) }

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `GET /activation?by=…`: the code, or the step that is next.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        guard request.query("code") != "1", let pass = pass(request, context) else { return begin(context) }
        guard let view = try await activation.view(of: pass, at: context.now) else { return late(context) }
        return try await step(view, by: Factor(typed: request.query("by")), context)
    }

    /// `POST /activation`: identifier and code.
    @Sendable package func prove(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        let (typed, code) = (form["identifier"], form["code"])
        var mistakes: [FieldMistake] = []
        if typed.isEmpty { mistakes.append(FieldMistake(field: "identifier", code: "signin.empty")) }
        if code.isEmpty { mistakes.append(FieldMistake(field: "code", code: "activation.code-empty")) }
        guard mistakes.isEmpty else { return begin(context, typed: typed, code: code, mistakes: mistakes) }
        let visitor = house.visitor(request, context)
        switch try await activation.begin(typed, code: code, from: visitor) {
        case .failure(let refusal): return begin(context, typed: typed, code: code, refused: refusal)
        case .success(let pass): return try onward(pass, context)
        }
    }

    /// `POST /activation/charter`: the rules for use are accepted.
    @Sendable package func accept(_ request: Request, _ context: PageContext) async throws -> Response {
        let (form, found) = try await look(request, context)
        guard let view = found else { return late(context) }
        guard form["accept"] == "1" else { return charter(view, context, isMissing: true) }
        try await activation.accept(form["version"], view)
        return try onward(view.pass, context)
    }

    /// `POST /activation/password`.
    @Sendable package func choose(_ request: Request, _ context: PageContext) async throws -> Response {
        let (form, found) = try await look(request, context)
        guard let view = found else { return late(context) }
        guard view.step != .charter else { return try onward(view.pass, context) }
        switch try await activation.choose(form["new-password"], view, at: context.now) {
        case .failure(let refusal): return password(view, context, refused: refusal)
        case .success(let pass): return try onward(pass, context)
        }
    }

    /// `POST /activation/proof`: the code of app or phone.
    @Sendable package func enrol(_ request: Request, _ context: PageContext) async throws -> Response {
        let (form, found) = try await look(request, context)
        guard let view = found else { return late(context) }
        guard case .factor = view.step, let by = Factor(typed: form["by"]) else {
            return try onward(view.pass, context)
        }
        let refused = try await activation.prove(form["code"], by: by, view, from: house.visitor(request, context))
        switch refused {
        case nil: return try onward(view.pass, context)
        case .activationFailed?: return late(context)
        case let refusal?: return try await factor(view, by: by, context, refused: refusal)
        }
    }

    /// `POST /activation/proof/message`: a code goes to the phone on file.
    @Sendable package func send(_ request: Request, _ context: PageContext) async throws -> Response {
        let (form, found) = try await look(request, context)
        guard let view = found else { return late(context) }
        guard case .factor = view.step, let by = Factor(typed: form["by"]), by.message != nil else {
            return try onward(view.pass, context)
        }
        let refused = try await activation.send(by: by, view, from: house.visitor(request, context))
        if refused == .activationFailed { return late(context) }
        return try await factor(view, by: by, context, refused: refused)
    }

    /// `POST /activation/recovery`: shows ten recovery codes, which are kept by the last step alone.
    @Sendable package func recovery(_ request: Request, _ context: PageContext) async throws -> Response {
        let (_, found) = try await look(request, context)
        guard let view = found else { return late(context) }
        guard view.step == .recovery else { return try onward(view.pass, context) }
        let codes = RecoveryCode.make()
        var page = Page(template: "activation-codes", title: "recovery.codes")
        page.values["codes"] = .list(codes.map { ["code": .text($0.text)] })
        page.values["progress"] = progress(view)
        page.values["pending"] = .text(
            try house.seals.seal(codes, of: view.pass, browser: context.binding ?? "")
        )
        return house.render(page, at: Self.path, in: context)
    }

    /// `POST /activation/finish`: everything is kept, and the person is in.
    @Sendable package func finish(_ request: Request, _ context: PageContext) async throws -> Response {
        let (form, found) = try await look(request, context)
        guard let view = found else { return late(context) }
        let codes = house.seals.recovery(form["pending"], of: view.pass, browser: context.binding ?? "")
        guard view.step == .ready || view.step == .recovery && !codes.isEmpty else {
            return try onward(view.pass, context)
        }
        let visitor = house.visitor(request, context)
        guard let outcome = try await activation.finish(view.pass, keeping: codes, from: visitor) else {
            return late(context)
        }
        var context = context
        context.cookies.append(CookieKind.activation.clearing())
        switch outcome {
        case .refused: return late(context)
        case .code(let attempt, _): return try house.ask(attempt, "", context)
        case .charter(let attempt, _): return try house.askCharter(attempt, "", context)
        case .told(let state, let since, let holder):
            return ToldPages(house).answer(state, since: since, holder, context)
        case .entered(let entry): return done(entry, view, context)
        }
    }
}

extension ActivationPages {
    static let path = "/activation"

    /// Checks a form of ours and reads where the activation of this browser stands.
    private func look(_ request: Request, _ context: PageContext) async throws -> (Form, ActivationView?) {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        guard let pass = pass(request, context) else { return (form, nil) }
        return (form, try await activation.view(of: pass, at: context.now))
    }

    private func pass(_ request: Request, _ context: PageContext) -> ActivationPass? {
        guard let text = CookieKind.activation.reading(request.headers).value, let browser = context.binding else {
            return nil
        }
        return house.seals.activation(text, browser: browser)
    }

    /// Keeps the pass in this browser and shows the step that is next: nothing is sent again when the page is.
    func onward(_ pass: ActivationPass, _ context: PageContext) throws -> Response {
        var context = context
        let sealed = try house.seals.seal(pass, browser: context.binding ?? "")
        context.cookies.append(CookieKind.activation.setting(sealed))
        return house.shell.redirect(to: Self.path, in: context)
    }

    /// The code serves no more, or the hour is over.
    private func late(_ context: PageContext) -> Response {
        var context = context
        context.cookies.append(CookieKind.activation.clearing())
        return begin(context, notice: .said("activation.late"))
    }
}
