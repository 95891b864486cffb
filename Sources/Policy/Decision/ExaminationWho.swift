// Who-criteria of one clause must be met by one assignment, or by a grant that stands in for it.
extension Examination {
    mutating func judgeWho(of clause: Clause, into finding: inout Finding) {
        let who = nearestAssignment(for: clause, in: finding.channel)
        finding.assignment = who.assignment
        let granted = question.subject.holdsGrant(for: question.app, at: finding.time.instant)
        finding.known = granted || who.met && !finding.codes.contains(.grantMissing)
        if granted && !who.codes.isEmpty {
            judgeGranted(clause, who.assignment, into: &finding)
        } else {
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

    /// The first assignment that serves, else the one that fails least; `met` tells whether one meets all but its position
    /// outside.
    private mutating func nearestAssignment(for clause: Clause, in channel: Channel) -> Who {
        var nearest: Who?
        var met = false
        for index in 0..<question.subject.assignments.count {
            let codes = failures(of: question.subject.assignments[index], clause, channel)
            if codes.isEmpty { return Who(assignment: index, codes: codes, met: true) }
            met = met || codes.subtracting(.outsidePosition).isEmpty
            if let nearest, nearest.codes.count <= codes.count { continue }
            nearest = Who(assignment: index, codes: codes, met: met)
        }
        var who = nearest ?? Who(assignment: nil, codes: failures(of: nil, clause, channel), met: false)
        who.met = met || who.codes.subtracting(.outsidePosition).isEmpty
        return who
    }

    private mutating func failures(of assignment: Assignment?, _ clause: Clause, _ channel: Channel) -> ReasonCodes {
        var codes = ReasonCodes()
        for place in 0..<clause.criteria.count {
            work += 1
            switch clause.criteria[place] {
            case .department(let keys):
                if !(assignment.map { keys.contains($0.department) } ?? false) { codes.insert(.department) }
            case .unit(let units):
                if !(assignment?.unit.map { units.contains($0) } ?? false) { codes.insert(.unit) }
            case .function(let functions):
                if !(assignment?.function.map { functions.contains($0) } ?? false) { codes.insert(.function) }
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

/// How the who-criteria of a clause were met.
private struct Who {
    let assignment: Int?
    let codes: ReasonCodes
    var met: Bool
}

extension Finding {
    /// True when department or unit fails, or a grant is asked: no correction of the file is the way in, a grant is.
    var needsGrant: Bool {
        codes.contains(.department) || codes.contains(.unit) || codes.contains(.function) || codes.contains(.position)
            || codes.contains(.grantMissing)
    }
}
