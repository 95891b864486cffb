import City
import HTTPTypes
import Policy
import Web

/// The officer's list as a page: heads with counts, search, rows, pages.
struct DeskListSheet {
    let list: DeskList
    let counts: DeskCounts
    let question: DeskQuestion
    let site: Site

    func page(_ departments: String, _ language: Language) -> Page {
        var page = Page(template: "desk-list", title: "desk.title", status: .ok)
        page.values = [
            "departments": .text(departments),
            "search": .field(
                Field("q", .plain, label: "desk.search", hint: "desk.search-hint", value: question.search)
            ),
            "searched": .text(question.search),
            "filter": .text(question.filter.rawValue),
            "sort": .text(question.order.rawValue),
            "filters": .list(DeskQuestion.Filter.allCases.map(filter)),
            "orders": .list(DeskQuestion.Order.allCases.map(order)),
            "rows": .list(list.rows.map { row($0, language) }),
            "some": .flag(!list.rows.isEmpty),
            "canIssue": .flag(list.rows.contains { isPickable($0) }),
            "export": .text("/desk/hr/export" + question.query),
            "previous": question.page > 1 ? .text(with { $0.page -= 1 }.address) : "",
            "next": list.hasMore ? .text(with { $0.page += 1 }.address) : "",
            "pageWords": .said("desk.page", ["n": String(question.page)]),
        ]
        return page
    }

    private func with(_ change: (inout DeskQuestion) -> Void) -> DeskQuestion {
        var copy = question
        change(&copy)
        return copy
    }

    private func filter(_ filter: DeskQuestion.Filter) -> Values {
        let counted: [DeskQuestion.Filter: Int] = [.open: counts.open, .late: counts.late, .mine: counts.mine]
        return [
            "words": .said("desk.filter-\(filter.rawValue)"),
            "count": .optional(counted[filter].map(String.init)),
            "current": .flag(filter == question.filter),
            "address": .text(with { ($0.filter, $0.page) = (filter, 1) }.address),
        ]
    }

    private func order(_ order: DeskQuestion.Order) -> Values {
        [
            "words": .said("desk.order-\(order.rawValue)"),
            "current": .flag(order == question.order),
            "address": .text(with { ($0.order, $0.page) = (order, 1) }.address),
        ]
    }

    private func isPickable(_ progress: DossierProgress) -> Bool {
        DeskAct.possible(from: progress.agent.credential.step).first == .issue
    }

    private func row(_ progress: DossierProgress, _ language: Language) -> Values {
        let number = progress.agent.number
        return [
            "name": .text(progress.agent.names.full),
            "number": .text(number),
            "address": .text("/desk/hr/people/\(number)"),
            "department": .text(progress.department?.acronym ?? ""),
            "step": .said("desk.state-\(progress.state.rawValue)"),
            "waited": .said("desk.days", ["n": String(progress.daysWaited)]),
            "isLate": .flag(progress.isLate),
            "who": progress.actor == .it || progress.actor == .hr && progress.contact != nil
                ? .text(progress.contact?.name ?? "") : .said("desk.actor-\(progress.actor.rawValue)"),
            "isPickable": .flag(isPickable(progress)),
            "pick": .text("pick-\(number)"),
        ]
    }
}

extension DeskQuestion {
    /// Reads the address: `q`, `filter`, `sort`, `page`; what it does not know is as if it were not there.
    init(_ query: (String) -> String) {
        self.init(
            search: String(query("q").prefix(80)),
            filter: Filter(rawValue: query("filter")) ?? .open,
            order: Order(rawValue: query("sort")) ?? .urgency,
            page: Int(query("page")) ?? 1
        )
    }

    /// The question as the query of an address; empty for the usual one.
    var query: String {
        let parts = [
            search.isEmpty ? nil : "q=\(Self.escaped(search))",
            filter == .open ? nil : "filter=\(filter.rawValue)",
            order == .urgency ? nil : "sort=\(order.rawValue)",
            page == 1 ? nil : "page=\(page)",
        ].compactMap(\.self)
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    /// The address of the list.
    var address: String { "/desk/hr" + query }

    /// A text as a value of a query.
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = text.utf8.flatMap { byte -> [UInt8] in
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
            return isPlain ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
