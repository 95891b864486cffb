import City
import HTTPTypes
package import Hummingbird
import People
import Policy
import Store
package import Web

/// `/contacts`: an agent sees the mail and mobile on file, changes one of them, and stops a change that waits.
package struct ContactPages: Sendable {
    private let house: SignInHouse
    private var door: ContactDoor { ContactDoor(door: house.door, city: house.city()) }
    private static let path = "/contacts"

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `GET /contacts`.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        guard case .awake(let session) = house.finding(request, context) else {
            return try house.toSignIn(request, context)
        }
        return try await show(session, nil, context)
    }

    /// `POST /contacts/{kind}`: codes go to the new contact and to an old one.
    @Sendable package func begin(_ request: Request, _ context: PageContext) async throws -> Response {
        try await act(request, context) { kind, session, form in
            let value = form["value-\(kind.rawValue)"]
            let outcome = try await door.begin(kind, value, in: session, from: house.visitor(request, context))
            return (outcome, "value-\(kind.rawValue)")
        }
    }

    /// `POST /contacts/{kind}/proof`: the codes that came.
    @Sendable package func prove(_ request: Request, _ context: PageContext) async throws -> Response {
        try await act(request, context) { kind, session, form in
            let outcome = try await door.prove(
                kind,
                new: form["new-code-\(kind.rawValue)"],
                old: form["old-code-\(kind.rawValue)"],
                in: session,
                from: house.visitor(request, context)
            )
            return (outcome, "new-code-\(kind.rawValue)")
        }
    }

    /// `POST /contacts/{kind}/end`: this was not me, or not any more.
    @Sendable package func stop(_ request: Request, _ context: PageContext) async throws -> Response {
        try await act(request, context) { kind, session, _ in
            try await door.stop(kind, in: session, from: house.visitor(request, context))
            return (.done, "")
        }
    }

    private func act(
        _ request: Request,
        _ context: PageContext,
        _ work: (ContactKind, LiveSession, Form) async throws -> (ContactDoor.Outcome, String)
    ) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        guard case .awake(let session) = house.finding(request, context) else {
            return SignInPages(house).form("", context, notice: .said("session.closed"))
        }
        guard let kind = ContactKind(rawValue: context.parameters.get("kind") ?? "") else { throw HTTPRefusal.notFound }
        let (outcome, field) = try await work(kind, session, form)
        switch outcome {
        case .done: return house.shell.redirect(to: Self.path, in: context)
        case .stale: return try house.toConfirm(Self.path, context)
        case .refused(let refusal):
            return try await show(session, (FieldMistake(field: field, code: refusal.code), refusal.status), context)
        }
    }

    private func show(_ session: LiveSession, _ mistake: (FieldMistake, Int)?, _ context: PageContext) async throws
        -> Response
    {
        let (agent, now) = (session.subject.agent, context.now)
        let (reach, changes) = try await house.door.parts.database.read { reading in
            (
                try AgentStore.agent(agent, in: reading)?.reach,
                try ContactChangeStore.live(of: agent, in: reading)
            )
        }
        var page = Page(template: "contacts", title: "own-contacts.title")
        page.values["kinds"] = .list(
            ContactKind.allCases.map { kind in
                let change = changes.first { $0.kind == kind && ($0.state == .waiting || $0.isProving(at: now)) }
                return values(kind, reach.flatMap { kind.value(of: $0) }, change, context)
            }
        )
        page.mistakes = mistake.map { [$0.0] } ?? []
        page.status = mistake.map { HTTPResponse.Status(code: $0.1) } ?? .ok
        return house.render(page, at: Self.path, in: context)
    }

    private func values(_ kind: ContactKind, _ held: String?, _ change: ContactChange?, _ context: PageContext)
        -> Values
    {
        let (end, label) = (kind.rawValue, "own-contacts.new-\(kind.rawValue)")
        let due = change?.dueAt.map { house.shell.site.moment($0) }
        return [
            "name": .said("own-contacts.\(kind.rawValue)"),
            "held": held.map { .text($0) } ?? .said("own-contacts.none"),
            "action": .text("/contacts/\(kind.rawValue)"),
            "isProving": .flag(change?.state == .proving),
            "pending": .text(change?.value ?? ""),
            "waits": due.map {
                .said(
                    "own-contacts.waits",
                    ["date": $0.date(in: context.language), "hour": $0.time(in: context.language)]
                )
            } ?? "",
            "isFree": .flag(change == nil),
            "value": .field(Field("value-\(end)", .plain, label: label, hint: label + "-hint")),
            "new": .field(
                Field("new-code-\(end)", .code, label: "own-contacts.new-code", hint: "own-contacts.new-code-hint")
            ),
            "old": .field(
                Field("old-code-\(end)", .plain, label: "own-contacts.old-code", hint: "own-contacts.old-code-hint")
            ),
        ]
    }
}
