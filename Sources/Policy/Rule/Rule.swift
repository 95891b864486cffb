/// A conjunction of criteria; one satisfied clause opens the app.
///
/// The city file states at most one criterion of each kind; when a clause holds more, all must be met.
package struct Clause: Hashable, Sendable {
    package let criteria: [Criterion]
    /// The line of the city file on which the clause begins.
    package let line: Int

    package init(criteria: [Criterion], line: Int) {
        self.criteria = criteria
        self.line = line
    }
}

/// Who may open one app.
package struct Rule: Hashable, Sendable {
    /// The app's key in the city file.
    package let app: String
    /// The contact id of the app's owner.
    package let owner: String
    /// True when the app answers strangers as if it did not exist.
    package let unlisted: Bool
    package let allow: [Clause]
    /// Parts with clauses of their own, longest prefix first; with one, each path must have one spelling.
    package let paths: [PathRule]
    /// True when the app opens in an accompanied session too.
    package let accompanied: Bool

    package init(
        app: String,
        owner: String,
        unlisted: Bool,
        allow: [Clause],
        paths: [PathRule] = [],
        accompanied: Bool = false
    ) {
        self.app = app
        self.accompanied = accompanied
        self.owner = owner
        self.unlisted = unlisted
        self.allow = allow
        self.paths = paths.sorted { left, right in
            let lengths = (left.prefix.utf8.count, right.prefix.utf8.count)
            return lengths.0 != lengths.1 ? lengths.0 > lengths.1 : left.prefix < right.prefix
        }
    }

    /// True when the app is decided by path: then a path that two readers could read differently is refused.
    package var isStrict: Bool { !paths.isEmpty }

    /// Every clause of the app, whatever its part.
    package var clauses: [Clause] {
        isStrict ? allow + paths.flatMap(\.allow) : allow
    }
}
