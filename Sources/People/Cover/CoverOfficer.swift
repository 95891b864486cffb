package import Policy
package import Store
package import Web

/// A cover as an officer typed it.
package struct TypedCover: Hashable, Sendable {
    package let colleague: String
    package let first: String
    package let last: String

    package init(colleague: String = "", first: String = "", last: String = "") {
        self.colleague = colleague
        self.first = first
        self.last = last
    }
}

/// What one officer does about covers, each judged in the transaction that does it.
extension DeskOfficer {
    /// What naming a cover led to.
    package enum Naming: Hashable, Sendable {
        case named(DeskCover)
        /// One is on its way already.
        case standing
        case mistaken([FieldMistake])
    }

    /// Names a colleague who covers for this officer (CO-1 to CO-3).
    package func nameCover(_ typed: TypedCover, at now: Instant, in transaction: Transaction) throws -> Naming {
        let standing = try CoverStore.standing(of: scope.officer, on: scope.today, in: transaction)
        guard !standing.contains(where: { $0.officer == scope.officer }) else { return .standing }
        let colleagues = try CoverStore.colleagues(scope, in: transaction).map(\.number)
        let (first, last) = (firstDay(typed), CalendarDate(typed.last))
        var mistakes: [CoverMistake] = []
        if !colleagues.contains(typed.colleague) { mistakes.append(.colleague) }
        if first == nil { mistakes.append(.first) }
        let days = (first ?? scope.today)...(first ?? scope.today).adding(days: DeskCover.mostDays - 1)
        if last.map(days.contains) != true { mistakes.append(.last) }
        guard mistakes.isEmpty, let first, let last else { return .mistaken(mistakes.map(\.atField)) }
        let cover = DeskCover(officer: scope.officer, colleague: typed.colleague, first: first, last: last)
        try CoverStore.name(cover, on: scope.today, at: now, in: transaction)
        return .named(cover)
    }

    /// Ends the cover of `officer` early, for one of the two; nil for whoever is neither.
    package func endCover(of officer: String, at now: Instant, in transaction: Transaction) throws -> DeskCover? {
        try CoverStore.end(of: officer, by: scope.officer, on: scope.today, at: now, in: transaction)
    }

    private func firstDay(_ typed: TypedCover) -> CalendarDate? {
        let days = scope.today...scope.today.adding(days: DeskCover.mostAhead)
        return CalendarDate(typed.first).flatMap { days.contains($0) ? $0 : nil }
    }
}

extension CoverMistake {
    /// The mistake at the field of the form.
    fileprivate var atField: FieldMistake {
        let field =
            switch self {
            case .colleague: "colleague"
            case .first: "first"
            case .last: "last"
            }
        return FieldMistake(field: field, code: rawValue, values: ["n": String(DeskCover.mostDays)])
    }
}
