/// Which part may import which, from top to bottom of ARCHITECTURE.md, and why the rest is refused.
enum Arrows {
    /// The parts that each part may import; a part that is not listed may not exist.
    static let allowed: [String: Set<String>] = [
        "Policy": [],
        "Store": [],
        "Web": ["Policy"],
        "City": ["Policy"],
        "Audit": ["Store", "Web"],
        "People": ["Audit", "City", "Policy", "Store", "Web"],
        "SignIn": ["People", "Audit", "City", "Policy", "Store", "Web"],
        "Access": ["SignIn", "People", "Audit", "City", "Policy", "Store", "Web"],
        "Workplace": ["People", "Audit", "City", "Policy", "Store", "Web"],
        "OpenID": ["Access", "SignIn", "People", "Audit", "City", "Policy", "Store", "Web"],
        "Gate": ["SignIn", "City", "Policy", "Web"],
        "Portal": [
            "OpenID", "Workplace", "Gate", "Access", "SignIn", "People", "Audit", "City", "Policy", "Store", "Web",
        ],
        "DemoTown": [
            "Portal", "Workplace", "Gate", "Access", "SignIn", "People", "Audit", "City", "Policy", "Store", "Web",
        ],
        "nomade": [
            "DemoTown", "Portal", "OpenID", "Workplace", "Gate", "Access", "SignIn", "People", "Audit", "City",
            "Policy",
            "Store", "Web",
        ],
        "CArgon2": [],
        "CBlocklist": [],
        "CCurl": [],
        "CLDAP": [],
        "CPostgreSQL": [],
        "CQRencode": [],
    ]

    /// The reason why `part` may not import `module`, or nil when it may.
    static func refusal(of module: String, in file: SourceFile) -> String? {
        if let house = allowed[file.part], allowed[module] != nil, !Libraries.systemTargets.contains(module) {
            return house.contains(module) ? nil : reason(file.part, module)
        }
        return Libraries.refusal(of: module, in: file)
    }

    private static func reason(_ part: String, _ module: String) -> String {
        switch (part, module) {
        case ("Gate", "Workplace"), ("Gate", "People"), ("Gate", "Access"), ("Gate", "Audit"), ("Gate", "Store"):
            "the door on the internet cannot read a payslip, nor write SQL: it asks through Gate/Rooms.swift"
        case ("Workplace", "SignIn"):
            "a page asks who is calling, never how they signed in"
        case ("Policy", _):
            "a decision is a pure function: it knows nothing of ours"
        case ("Store", _):
            "the kit of SQL knows nothing of ours"
        default:
            "an import goes down the page of ARCHITECTURE.md, never up, never sideways"
        }
    }
}
