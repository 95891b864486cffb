import HTTPTypes
import Policy
import Store
import Web

/// One agent's reset as an officer's or a second person's page shows it.
struct ResetSheet: Sendable {
    let agent: Agent
    let reset: FactorReset?
    /// The names of those who acted, by employee number.
    let people: [String: String]
    /// The officer's own check, where it was passed and serves.
    var check: CallerCheck?

    static func names(of reset: FactorReset?, in reading: Reading) throws -> [String: String] {
        var names: [String: String] = [:]
        for number in [reset?.opened.by, reset?.confirmed?.by].compactMap(\.self) {
            names[number] = try AgentStore.agent(number, in: reading)?.callerName.full ?? number
        }
        return names
    }

    /// The officer's page: the form to open one, or what became of it.
    func page(for officer: String, typed: Form?, _ site: Site, _ context: PageContext) -> Page {
        let folder = "/desk/hr/people/\(agent.number)"
        let live = reset.flatMap { $0.isLive(at: context.now) ? $0 : nil }
        let state = live?.state(at: context.now)
        var page = Page(template: "desk-reset", title: "reset.title", status: .ok)
        page.values = standing(site, context)
        page.values["back"] = .text(folder)
        page.values["action"] = .text(folder + "/reset")
        page.values["canOpen"] = .flag(live == nil && agent.credential.step == .active)
        page.values["isMine"] = .flag(live?.opened.by == officer)
        page.values["mayConfirm"] = .flag(state == .open && live?.opened.by != officer)
        page.values["mayIssue"] = .flag(state == .confirmed)
        page.values["reason"] = .field(
            Field("reason", .plain, label: "reset.reason", hint: "reset.reason-hint", value: typed?["reason"] ?? "")
        )
        page.values["answer"] = Self.answer(typed)
        page.values["callerAddress"] = .text(folder + "/caller")
        page.values["checked"] =
            check?.passedAt.map { .said("reset.checked", ["hour": site.moment($0).time(in: context.language)]) } ?? ""
        return page
    }

    /// The second person's page.
    func page(at folder: String, typed: Form?, _ site: Site, _ context: PageContext) -> Page {
        let state = reset?.state(at: context.now)
        var page = Page(template: "reset-second", title: "reset.title", status: .ok)
        page.values = standing(site, context)
        page.values["action"] = .text("/desk/\(folder)/people/\(agent.number)/reset")
        page.values["list"] = .text("/desk/\(folder)/resets")
        page.values["mayConfirm"] = .flag(state == .open)
        page.values["answer"] = Self.answer(typed)
        return page
    }

    private static func answer(_ typed: Form?) -> Web.Value {
        .field(Field("answer", .plain, label: "reset.answer", hint: "reset.answer-hint", value: typed?["answer"] ?? ""))
    }

    /// How far it is: who asked, why, how the person was identified, who confirmed, until when.
    private func standing(_ site: Site, _ context: PageContext) -> Values {
        let (now, language) = (context.now, context.language)
        var values: Values = [
            "name": .text(agent.names.full), "number": .text(agent.number), "some": .flag(reset != nil),
        ]
        guard let reset else { return values }
        let moment = { (instant: Instant) -> [String: String] in
            let moment = site.moment(instant)
            return ["date": moment.date(in: language), "hour": moment.time(in: language)]
        }
        let state = reset.state(at: now)
        let isLive = reset.isLive(at: now)
        values["state"] = .said("reset.is-\(state.rawValue)", moment(reset.expiresAt))
        values["mark"] = .text(isLive ? "wait" : state == .used ? "ok" : "info")
        values["opened"] = .said(
            "reset.opened-by",
            moment(reset.opened.at).merging(["who": people[reset.opened.by] ?? ""]) { own, _ in own }
        )
        values["why"] = .text(reset.reason)
        values["identified"] = .said("reset.by-\(reset.identified.rawValue)")
        values["confirmed"] =
            reset.confirmed.map { second in
                let who = ["who": people[second.by] ?? ""]
                return .said("reset.confirmed-by", moment(second.at).merging(who) { own, _ in own })
            } ?? ""
        values["declined"] = .optional(reset.answer)
        return values
    }
}
