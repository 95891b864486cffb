import Policy

/// Decides a request of an app with paths: each path that it reaches has one spelling and is permitted (S-2).
struct PathDecision {
    let head: RequestHead
    /// The app's own, as the browser sees it.
    let origin: String
    let rules: Ruleset

    /// The first no among the paths that the request reaches, else the decision on its own path.
    ///
    /// A stranger to an unlisted app is answered before the spelling is looked at: a 400 would tell that the app exists.
    func decision(on question: Question, by rule: Rule) throws(RequestRefusal) -> Decision {
        let whole = rules.decide(question)
        if whole.verdict == .hide { return whole }
        var first: Decision?
        for path in try paths(of: rule) {
            let decision = rules.decide(question.at(path: path))
            if decision.verdict != .permit { return decision }
            first = first ?? decision
        }
        return first ?? whole
    }

    /// The request's own path, where `Destination` leads, and the declared paths that a method reaches below either.
    private func paths(of rule: Rule) throws(RequestRefusal) -> [String] {
        var paths: [String] = []
        if let own = try plain(head.text(head.target), rule) { paths.append(own) }
        if let destination = try destination(), let there = try plain(destination, rule) { paths.append(there) }
        guard reachesBelow else { return paths }
        return paths
            + rule.paths.map(\.prefix).filter { prefix in paths.contains { PathDecision.stands(prefix, below: $0) } }
    }

    /// The path of a target in its one spelling; nil for the `*` of OPTIONS, which names the server and nothing of it.
    private func plain(_ target: String, _ rule: Rule) throws(RequestRefusal) -> String? {
        if target == "*" { return nil }
        let path = Question.path(ofTarget: target)
        guard rule.fault(in: path) == nil else { throw .path }
        return path
    }

    /// Where WebDAV's COPY and MOVE write to (RFC 4918 §10.3): a path of this very app, or nothing that we can judge.
    private func destination() throws(RequestRefusal) -> String? {
        guard let field = head.first(.destination) else { return nil }
        guard head.count(.destination) == 1 else { throw .path }
        var value = field.value
        let own = origin.utf8.map(Octet.lower)
        if head.bytes.starts(with: own, in: value) { value = (value.lowerBound + own.count)..<value.upperBound }
        return head.text(value)
    }

    /// WebDAV's methods act on all that stands below their path, unless it is a look at the path alone.
    private var reachesBelow: Bool {
        let methods: [StaticString] = ["COPY", "MOVE", "DELETE", "LOCK", "PROPFIND", "REPORT", "SEARCH"]
        guard methods.contains(where: { head.isMethod($0) }) else { return false }
        return !(head.isMethod("PROPFIND") && hasDepthZero)
    }

    private var hasDepthZero: Bool {
        let name = Array("depth".utf8)
        let depths = head.fields.filter { head.bytes.spells(name, in: $0.name) }
        return depths.count == 1 && depths.allSatisfy { head.text($0.value) == "0" }
    }

    private static func stands(_ prefix: String, below path: String) -> Bool {
        let parent = path.utf8.last == Octet.slash ? path : path + "/"
        return prefix.asciiLowered.utf8.starts(with: parent.asciiLowered.utf8)
    }
}
