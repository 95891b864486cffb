import City
import HTTPTypes
import People
import Policy
import Web

/// The page of a readiness check.
struct ReadySheet {
    let report: ReadyReport
    let person: ReadyPerson?
    let headers: HTTPFields
    let city: City

    func page(_ shell: Shell, _ context: PageContext) -> Page {
        let (code, values, tone) = report.verdict.shown
        var page = Page(template: "ready", title: "ready.title")
        page.script = .ready
        page.values = [
            "tone": .text(tone),
            "verdict": .said(code, values),
            "verdictNext": .said("\(code).next", values),
            "canWorsen": .flag(tone != "warn"),
            "deviceLines": .list(report.lines.filter(\.check.isOfDevice).map(\.shown)),
            "personLines": .list(report.lines.filter { !$0.check.isOfDevice }.map(\.shown)),
            "isSomebody": .flag(person != nil),
            "hasClock": .flag(person?.hasClock ?? false),
            "code": .field(Field("code", .code, label: "ready.code", hint: "ready.code-hint")),
            "signIn": .flag(person == nil),
            "needsCookies": .flag(report.lines.contains { $0.check == .cookies && $0.mark == .stopped }),
            "structures": .list(person == nil ? structures : []),
            "printAddress": .text("\(ReadyPages.path)?view=print"),
        ]
        page.values.merge(apps(shell, context)) { own, _ in own }
        page.values.merge(Browser.help(headers)) { own, _ in own }
        return page
    }

    /// Each app that the person may know of, as the rules answer from outside.
    private func apps(_ shell: Shell, _ context: PageContext) -> Values {
        let pages = RefusalPages(city: city, texts: shell.texts)
        let asking = Asking(language: context.language, portal: "", reference: context.reference)
        return [
            "open": .list((report.apps?.open ?? []).map { ["name": .text($0.app.name)] }),
            "closed": .list((report.apps?.closed ?? []).map { closed($0, pages, asking) }),
            "noApps": .flag(report.apps.map { $0.open.isEmpty && $0.closed.isEmpty } ?? false),
        ]
    }

    private func closed(_ entry: Launcher.Entry, _ pages: RefusalPages, _ asking: Asking) -> Values {
        let fault = pages.page(for: entry.decision, asking)
        let waits = entry.decision.remedy.map { $0.reach <= .agentLater } ?? false
        return [
            "name": .text(entry.app.name),
            "label": fault.label,
            "mark": .text(waits ? "later" : "closed"),
            "what": .said(fault.code, fault.values),
            "steps": .list(fault.parts.flatMap(\.lines).map { ["line": $0] }),
            "address": .text("/apps/\(entry.app.key)"),
        ]
    }

    /// Whom to call, structure by structure, for somebody whom we do not know (S-21).
    private var structures: [Values] {
        city.departments.values.sorted { $0.name < $1.name }.map { department in
            let line = { (key: String) in city.contacts[key].map { HelpContact($0).line } ?? "" }
            return [
                "structure": .text(department.name), "office": .text(line(department.hrOffice)),
                "helper": .text(line(department.itContact)),
            ]
        }
    }
}
