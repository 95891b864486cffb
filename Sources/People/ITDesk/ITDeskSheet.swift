import City
import HTTPTypes
import Policy
import Web

/// The list of an IT contact's own people as a page: who waits for a profile, or everybody.
struct ITDeskSheet {
    let list: DeskList
    /// How many wait for a profile.
    let waiting: Int
    let question: DeskQuestion
    /// Whether the city has a step in which a profile is waited for.
    let hasStep: Bool

    /// Reads the address: `q`, `filter`, `page`. Without words and without a filter it is who waits, where anybody can.
    static func question(of city: City, _ query: (String) -> String) -> DeskQuestion {
        let search = String(query("q").prefix(80))
        let isAll = !search.isEmpty || query("filter") == "all" || !city.dossier.hasProfileStep
        return DeskQuestion(search: search, filter: isAll ? .all : .mine, page: Int(query("page")) ?? 1)
    }

    /// The address of this very list.
    var address: String { address(question.page) }

    func page(_ departments: String, typed: String) -> Page {
        var page = Page(template: "it-list", title: "it.title", status: .ok)
        page.values = [
            "departments": .text(departments),
            "hasStep": .flag(hasStep),
            "isAll": .flag(question.filter == .all),
            "waiting": .text(String(waiting)),
            "search": .field(
                Field("q", .plain, label: "desk.search", hint: "desk.search-hint", value: question.search)
            ),
            "rows": .list(list.rows.map(row)),
            "some": .flag(!list.rows.isEmpty),
            "previous": question.page > 1 ? .text(address(question.page - 1)) : "",
            "next": list.hasMore ? .text(address(question.page + 1)) : "",
            "pageWords": .said("desk.page", ["n": String(question.page)]),
            "asked": .field(
                Field("reference", .plain, label: "it.reference", hint: "it.reference-hint", value: typed)
            ),
        ]
        return page
    }

    private func address(_ page: Int) -> String {
        let parts = [
            question.search.isEmpty ? nil : "q=\(DeskQuestion.escaped(question.search))",
            question.search.isEmpty && question.filter == .all && hasStep ? "filter=all" : nil,
            page > 1 ? "page=\(page)" : nil,
        ].compactMap(\.self)
        return "/desk/it" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    private func row(_ progress: DossierProgress) -> Values {
        [
            "name": .text(progress.agent.names.full),
            "number": .text(progress.agent.number),
            "address": .text("/desk/it/people/\(progress.agent.number)"),
            "department": .text(progress.department?.acronym ?? ""),
            "step": .said("desk.state-\(progress.state.rawValue)"),
            "waited": .said("desk.days", ["n": String(progress.daysWaited)]),
            "isLate": .flag(progress.isLate),
        ]
    }
}
