/// One part of a fault's page: a small title and what stands under it.
package struct FaultPart: Sendable {
    /// A text code.
    package let title: String
    package let lines: [Value]

    /// Whether several lines are steps, to be done in their order.
    package let isSteps: Bool

    package init(_ title: String, _ lines: [Value], isSteps: Bool = true) {
        self.title = title
        self.lines = lines
        self.isSteps = isSteps
    }

    var value: Values {
        [
            "title": .said(title),
            "steps": .flag(isSteps && lines.count > 1),
            "lines": .list(lines.map { ["words": $0] }),
            "shown": .any(lines),
        ]
    }
}
