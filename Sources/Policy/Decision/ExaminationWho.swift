// Who-criteria of one clause must be met by one assignment, or by a grant that stands in for it.
extension Examination {
    mutating func judgeWho(of clause: Clause, into finding: inout Finding) {
        let who = nearestAssignment(for: clause, in: finding.channel)
        finding.assignment = who.assignment
        let granted = question.subject.holdsGrant(for: question.app, at: finding.time.instant)
        if who.codes.isEmpty {
            finding.known = granted || !finding.codes.contains(.grantMissing)
        } else if granted {
            finding.known = true
            judgeGranted(clause, who.assignment, into: &finding)
        } else {
            finding.known = who.codes.subtracting(.outsidePosition).isEmpty && !finding.codes.contains(.grantMissing)
            finding.codes.formUnion(who.codes)
        }
        if finding.needsGrant, question.subject.endedGrant(for: question.app, at: finding.time.instant) != nil {
            finding.codes.insert(.grantEnded)
            finding.known = true
        }
    }

    /// A grant is in force: only the position outside is left to judge, on any assignment.
    private mutating func judgeGranted(_ clause: Clause, _ nearest: Int?, into finding: inout Finding) {
        finding.assignment = nil
        guard finding.channel != .office else { return }
        for case .outsidePosition(let positions) in clause.criteria {
            work += 1
            let met = question.subject.assignments.contains { positions.contains($0.position) }
            guard !met else { continue }
            finding.codes.insert(.outsidePosition)
            finding.assignment = nearest
        }
    }

    private mutating func nearestAssignment(
        for clause: Clause,
        in channel: Channel
    ) -> (assignment: Int?, codes: ReasonCodes) {
        var nearest: (assignment: Int?, codes: ReasonCodes)?
        for index in question.subject.assignments.indices {
            let codes = failures(of: question.subject.assignments[index], clause, channel)
            if codes.isEmpty { return (index, codes) }
            if nearest.map({ codes.count < $0.codes.count }) ?? true { nearest = (index, codes) }
        }
        return nearest ?? (nil, failures(of: nil, clause, channel))
    }

    private mutating func failures(of assignment: Assignment?, _ clause: Clause, _ channel: Channel) -> ReasonCodes {
        var codes = ReasonCodes()
        for criterion in clause.criteria {
            work += 1
            switch criterion {
            case .department(let keys):
                if !(assignment.map { keys.contains($0.department) } ?? false) { codes.insert(.department) }
            case .unit(let units):
                if !(assignment?.unit.map(units.contains) ?? false) { codes.insert(.unit) }
            case .function(let functions):
                if !(assignment?.function.map(functions.contains) ?? false) { codes.insert(.function) }
            case .position(let positions):
                if !(assignment.map { positions.contains($0.position) } ?? false) { codes.insert(.position) }
            case .outsidePosition(let positions):
                guard channel != .office else { continue }
                if !(assignment.map { positions.contains($0.position) } ?? false) { codes.insert(.outsidePosition) }
            case .channel, .device, .factor, .hours, .grant, .credential:
                continue
            }
        }
        return codes
    }
}

extension Finding {
    /// True when department or unit fails, or a grant is asked: no correction of the file is the way in, a grant is.
    var needsGrant: Bool {
        codes.contains(.department) || codes.contains(.unit) || codes.contains(.function) || codes.contains(.position)
            || codes.contains(.grantMissing)
    }
}
