/// Compares the assignments that a feed states with those held.
struct AssignmentMatching {
    let held: [DatedAssignment]
    let stated: [FeedAssignment]
    let today: CalendarDate
    /// Whether held assignments that the feed does not state go on: a line of this agent was set aside.
    let isSpared: Bool

    /// What becomes of the held ones: those stated alike stay; one stated otherwise with the same first day is corrected,
    /// in the same department before another; the others end today, and what lies in the past is kept as history.
    func changes() -> AssignmentChanges {
        var changes = AssignmentChanges()
        var open = held
        var news = stated.filter { assignment in
            guard let index = open.firstIndex(where: assignment.isHeld) else { return true }
            open.remove(at: index)
            return false
        }
        for isSame in [sameDepartment, sameFirstDay] {
            news = news.filter { assignment in
                guard let index = open.firstIndex(where: { isSame($0, assignment) }) else { return true }
                changes.updated.append((open.remove(at: index).id, assignment))
                return false
            }
        }
        changes.added = news
        if !isSpared {
            end(open, in: &changes)
            changes.isTransfer = isTransfer
        }
        return changes
    }

    /// What becomes of somebody who was declared by hand: what the feed states takes the place of what was declared, which
    /// goes on until the eve of the first day that is stated, and is gone where that has come.
    func merger() -> AssignmentChanges {
        var changes = AssignmentChanges()
        changes.added = stated
        let eve = (stated.map(\.from).min() ?? today).adding(days: -1)
        for assignment in held {
            if assignment.from > eve || eve < today {
                changes.removed.append(assignment.id)
            } else if assignment.goesOn(after: eve) {
                changes.ended.append((assignment.id, eve))
            }
        }
        changes.isTransfer = isTransfer
        return changes
    }

    /// What is no longer stated ends today; where the feed puts something in its place that has begun, on its eve (PE-21).
    private func end(_ open: [DatedAssignment], in changes: inout AssignmentChanges) {
        let start = changes.added.filter { $0.isInForce(on: today) }.map(\.from).min()
        for assignment in open where assignment.goesOn(after: today.adding(days: start == nil ? 0 : -1)) {
            let last = start.map { day(of: assignment, before: $0) } ?? today
            if assignment.from > last {
                changes.removed.append(assignment.id)
            } else {
                changes.ended.append((assignment.id, last))
            }
        }
    }

    /// The eve of what takes an assignment's place, or yesterday where that lies before its own first day.
    private func day(of assignment: DatedAssignment, before start: CalendarDate) -> CalendarDate {
        let eve = start.adding(days: -1)
        return eve < assignment.from ? today.adding(days: -1) : eve
    }

    private var isTransfer: Bool {
        let before = Set(held.filter { $0.isInForce(on: today) }.map(\.department))
        let after = Set(stated.filter { $0.isInForce(on: today) }.map(\.department))
        return !before.isEmpty && !after.isEmpty && before.isDisjoint(with: after)
    }

    private func sameDepartment(_ held: DatedAssignment, _ stated: FeedAssignment) -> Bool {
        held.from == stated.from && held.department == stated.department
    }

    private func sameFirstDay(_ held: DatedAssignment, _ stated: FeedAssignment) -> Bool {
        held.from == stated.from
    }
}

extension DatedAssignment {
    /// Whether anything of it lies after a day.
    func goesOn(after day: CalendarDate) -> Bool {
        until.map { $0 > day } ?? true
    }
}

extension FeedAssignment {
    /// Whether the day lies between first and last day.
    func isInForce(on day: CalendarDate) -> Bool {
        from <= day && (until.map { $0 >= day } ?? true)
    }

    /// Whether this is what is held, field by field.
    func isHeld(_ held: DatedAssignment) -> Bool {
        department == held.department && unit == held.unit && function == held.function
            && supervisor == held.supervisor && position == held.position && from == held.from && until == held.until
    }
}
