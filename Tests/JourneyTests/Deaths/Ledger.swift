/// What people were told: which sessions stand and which are over. Whatever was not answered is in neither.
actor Ledger {
    private(set) var standing: [String: String] = [:]
    private(set) var over: [String] = []
    private(set) var mistakes: [String] = []
    private(set) var answers = 0

    func opened(_ token: String, of agent: String) {
        standing[token] = agent
        answers += 1
    }

    /// From here on, until it is answered, nobody knows.
    func leaves(_ token: String) { standing[token] = nil }

    /// From here on nobody knows of any session of this person.
    func leaves(agent: String) { standing = standing.filter { $0.value != agent } }

    func ended(_ token: String) {
        over.append(token)
        answers += 1
    }

    func suspended(_ agent: String) {
        for (token, owner) in standing where owner == agent {
            standing[token] = nil
            over.append(token)
        }
        answers += 1
    }

    func note(_ mistake: String) { mistakes.append(mistake) }
}
