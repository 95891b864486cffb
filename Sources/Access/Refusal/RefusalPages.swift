package import City
import People
package import Policy
package import Web

/// The page of every no, as a pure function of the decision, the city and the language: portal, gate and tests share it.
package struct RefusalPages: Sendable {
    let city: City
    let texts: Texts

    /// `texts` are those of the whole program.
    package init(city: City, texts: Texts) {
        self.city = city
        self.texts = texts
    }

    /// What happened, why, what now, whom to ask, then the chain; a hidden app answers as an absent one.
    package func page(for decision: Decision, _ asking: Asking) -> FaultPage {
        guard decision.verdict != .hide, let first = chief(of: decision) else { return absent(asking) }
        let words = ReasonWords(city: city, texts: texts, asking: asking)
        var page = FaultPage(first.code, status: 403, values: words.values(for: first))
        page.label = .said("refusal.label-\(first.layer.rawValue)")
        page.isCalm = first.remedy?.reach == .agentNow
        page.parts = parts(of: decision, words)
        page.chain = chain(of: decision, asking)
        page.help = first.contact.flatMap { city.contacts[$0] }.map(HelpContact.init)
        page.remedies = decision.reasons.compactMap { remedy(of: $0, words, asking) }
        let button = RemedyButton(decision, city: city, asking: asking)
        page.button = button.address
        page.buttonCode = button.code
        page.others = button.others(of: decision)
        return page
    }

    /// No such address, for everyone to whom it is none.
    package func absent(_ asking: Asking) -> FaultPage {
        var page = FaultPage(HTTPRefusal.notFound)
        page.button = "\(asking.portal)/"
        page.isCalm = true
        return page
    }

    /// The first no of the chain names the page.
    private func chief(of decision: Decision) -> Reason? {
        for layer in Layer.allCases {
            if let reason = decision.reasons.first(where: { $0.layer == layer }) { return reason }
        }
        return nil
    }

    private func parts(of decision: Decision, _ words: ReasonWords) -> [FaultPart] {
        let reasons = decision.reasons
        let whys = inChainOrder(reasons).map { Value.part($0.code, "why", words.values(for: $0)) }
        let nows = reasons.map { reason in
            Value.said("remedy.\(RemedyButton.code(of: reason))", words.values(for: reason))
        }
        let contacts = unique(reasons.map { Value.said("refusal.whom", words.values(for: $0)) })
        return [
            FaultPart("shell.part-why", whys, isSteps: false),
            FaultPart("shell.part-now", unique(nows)),
            FaultPart("shell.part-whom", contacts, isSteps: false),
        ]
    }

    private func inChainOrder(_ reasons: [Reason]) -> [Reason] {
        Layer.allCases.flatMap { layer in reasons.filter { $0.layer == layer } }
    }

    private func unique(_ values: [Value]) -> [Value] {
        values.enumerated().filter { place, value in values.firstIndex(of: value) == place }.map(\.element)
    }

    private func chain(of decision: Decision, _ asking: Asking) -> [Values] {
        let stopped = Set(decision.reasons.map(\.layer))
        let first = Layer.allCases.first(where: stopped.contains)
        return Layer.allCases.map { layer in
            let mark = stopped.contains(layer) ? "stopped" : "passed"
            let word = mark == "stopped" && layer != first ? "also" : mark
            return ["mark": .text(mark), "layer": .said("layer.\(layer.rawValue)"), "word": .said("layer.\(word)")]
        }
    }

    private func remedy(of reason: Reason, _ words: ReasonWords, _ asking: Asking) -> PageRemedy? {
        guard reason.remedy != nil else { return nil }
        let code = RemedyButton.code(of: reason)
        return PageRemedy(
            code: code,
            words: .said("remedy.\(code)", words.values(for: reason)),
            url: RemedyButton.address(of: reason, city: city, asking: asking),
            contact: reason.contact.flatMap { city.contacts[$0] }.map { HelpContact($0).line }
        )
    }
}
