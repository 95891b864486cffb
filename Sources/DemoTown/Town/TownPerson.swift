/// One of the town's named people: who they are in the story, and what they type.
package struct TownPerson: Sendable {
    /// What a person proves when they sign in.
    package enum Proofs: Sendable {
        case none
        case password(String)
        case passwordAndAuthenticator(String)
    }

    package let number: String
    /// What makes them worth meeting.
    package let story: String
    package let proofs: Proofs

    /// The password, or nil for someone who has none yet.
    package var password: String? {
        switch proofs {
        case .none: nil
        case .password(let password), .passwordAndAuthenticator(let password): password
        }
    }

    /// The eleven, in the order in which the demo introduces them.
    package static let all: [TownPerson] = [
        TownPerson(
            "0412301",
            "works at the central town hall",
            .passwordAndAuthenticator("lanterne-verte-sur-le-quai")
        ),
        TownPerson(
            "0412345",
            "cooks in the morning, helps at school later",
            .passwordAndAuthenticator("tisane-tambour-cerise-42")
        ),
        TownPerson("0413088", "gets her codes by SMS, on the demo phone", .password("marelle-sous-le-preau")),
        TownPerson("0408112", "leads a street cleaning crew", .passwordAndAuthenticator("carillon-du-petit-matin")),
        TownPerson("0405230", "HR officer of the DPE", .passwordAndAuthenticator("grenier-plein-de-pommes")),
        TownPerson("0409876", "local IT contact", .passwordAndAuthenticator("volcan-de-papier-bleu")),
        TownPerson("0401020", "security officer", .passwordAndAuthenticator("orage-au-dessus-du-phare")),
        TownPerson("0415566", "has no second proof", .password("cerf-volant-rouge-et-or")),
        TownPerson("0412377", "just arrived, no credentials yet", .none),
        TownPerson("0403344", "suspended", .passwordAndAuthenticator("moulin-sans-aucun-vent")),
        TownPerson("0399871", "left last month", .passwordAndAuthenticator("bateau-rentre-au-port")),
    ]

    private init(_ number: String, _ story: String, _ proofs: Proofs) {
        self.number = number
        self.story = story
        self.proofs = proofs
    }
}
