/// Gives identifiers, none of them twice (D-103): it knows every one that was ever given.
struct IdentifierMint {
    private var given: Set<String>
    private var next: [IdentifierStem: Int] = [:]

    /// A mint that will not give what was given before, retired identifiers included.
    init(given: Set<String>) {
        self.given = given
    }

    /// The next free identifier for a name; the employee number where the name has no Latin form (D-106).
    mutating func identifier(for names: AgentNames, number: String) -> Identifier {
        guard let base = names.identifierStem else {
            given.insert(number)
            return Identifier(stored: number)
        }
        var ordinal = next[base] ?? 1
        while given.contains(base.identifier(ordinal).text) { ordinal += 1 }
        next[base] = ordinal + 1
        let identifier = base.identifier(ordinal)
        given.insert(identifier.text)
        return identifier
    }
}

extension AgentNames {
    /// The halves of the identifiers of this name; nil when it has no Latin form.
    var identifierStem: IdentifierStem? {
        IdentifierStem(first: first, last: last)
    }

    /// These names, each spelled as `held` spells it where the feed only has its capitals (D-105).
    func keepingSpelling(of held: AgentNames) -> AgentNames {
        AgentNames(
            birth: Self.better(birth, held.birth),
            usage: usage.map { Self.better($0, held.usage ?? held.birth) },
            first: Self.better(first, held.first)
        )
    }

    /// Whether two people's names may be one person's: the birth names may be one (D-105), or one of them a usage name.
    func mayBe(_ other: AgentNames) -> Bool {
        let own = [birth, usage ?? birth].map { NameFolding($0) }
        let others = [other.birth, other.usage ?? other.birth].map { NameFolding($0) }
        return own.contains { name in others.contains { name.mayBe($0) } }
    }

    private static func better(_ typed: String, _ held: String) -> String {
        let isInCapitals = !typed.unicodeScalars.contains(where: \.properties.isLowercase)
        return isInCapitals && NameFolding(held).isSpelled(typed) ? held : typed
    }
}
