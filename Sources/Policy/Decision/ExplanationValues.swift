// The raw values of each reason's sentence, under the names that the sentences use.
extension Explanation {
    func values(for code: ReasonCode) -> [String: String] {
        var values = part.values
        if let assignment { values["dept"] = assignment.department }
        switch code {
        case .department, .unit, .function, .position, .outsidePosition: addWho(code, to: &values)
        case .channel:
            values["channel"] = question.channel.rawValue
            values["where"] = Self.list(places.map(\.rawValue))
        case .hours, .weekday: addHours(to: &values)
        case .grantEnded: addGrant(to: &values)
        case .device:
            values["device"] = "\(question.device)"
            values["asked"] = "\(deviceAsked)"
        case .factorMissing, .factorAsked, .factorTooOld:
            values["n"] = maxAgeMinutes.map(String.init)
        case .credentialNone, .credentialSuspended, .credentialLeft, .credentialClosed, .credentialOther:
            values["state"] = question.subject.credential.rawValue
        case .grantMissing, .closed, .notFound, .accompaniedApp, .accompaniedPlace: break
        }
        return values
    }

    private func addWho(_ code: ReasonCode, to values: inout [String: String]) {
        for criterion in clause.criteria {
            switch (code, criterion) {
            case (.department, .department(let keys)): values["dept-list"] = Self.list(keys.sorted())
            case (.unit, .unit(let units)): values["units"] = Self.list(units.sorted())
            case (.function, .function(let functions)): values["functions"] = Self.list(functions.sorted())
            case (.position, .position(let positions)), (.outsidePosition, .outsidePosition(let positions)):
                values["positions"] = Self.list(positions.map(\.rawValue).sorted())
            default: continue
            }
        }
        if code == .unit { values["unit"] = assignment?.unit ?? "" }
        if code == .function {
            values["function"] = assignment?.function ?? ""
            values["title"] = assignment?.title
        }
        if code == .position || code == .outsidePosition { values["position"] = assignment?.position.rawValue ?? "" }
    }

    private func addHours(to values: inout [String: String]) {
        for case .hours(let hours) in clause.criteria where !hours.include(question.time) {
            values["from"] = Self.clock(hours.from)
            values["to"] = Self.clock(hours.to)
            values["days"] = Self.list(Weekday.allCases.filter(hours.days.contains).map(\.word))
        }
        values["now"] = Self.clock(question.time.minute)
        values["today"] = question.time.weekday.word
        guard finding.time != question.time else { return }
        values["next"] = Self.clock(finding.time.minute)
        values["next-day"] = finding.time.weekday.word
    }

    private func addGrant(to values: inout [String: String]) {
        guard let grant = question.subject.endedGrant(for: question.app, at: finding.time.instant) else { return }
        values["date"] = String(grant.until.seconds)
        values["name"] = grant.by
        values["reason"] = grant.reason
    }

    private var places: [Channel] {
        Channel.allCases.filter { place in
            guard channels.contains(place) else { return false }
            for case .channel(let some) in clause.criteria where !some.contains(place) { return false }
            return true
        }
    }

    private var maxAgeMinutes: Int? {
        var least: Int?
        for case .factor(_, let minutes?) in clause.criteria { least = min(least ?? minutes, minutes) }
        return least
    }

    private static func list(_ words: [String]) -> String {
        words.joined(separator: ",")
    }

    /// `HH:MM` of a minute of the day; 1440 reads `24:00`.
    static func clock(_ minute: Int) -> String {
        let hours = String(minute / 60)
        let minutes = String(minute % 60)
        return (hours.count < 2 ? "0" : "") + hours + ":" + (minutes.count < 2 ? "0" : "") + minutes
    }
}
