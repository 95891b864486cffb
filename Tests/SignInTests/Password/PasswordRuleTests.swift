import SignIn
import Testing

@Suite struct `The rule for a new password` {
    private let rule = PasswordRule(employerWords: ["Ville de Nomades", "IntraNomades"])
    private let claire = ["Claire", "Martin", "claire.martin", "0412345"]

    @Test func `S-20: a password of eleven characters is refused with its reason`() {
        #expect(throws: SignInRefusal.passwordShort(count: 11)) { try rule.check("tilleul fer", names: []) }
    }

    @Test func `S-20: twelve characters pass, whatever they are`() throws {
        try rule.check("tilleul, fer", names: claire)
        try rule.check("кошка под дождём", names: claire)
        try rule.check("🌳🌲🌴🎋🌵🌾🍀🍁🍂🍃🌿🪴", names: claire)
    }

    @Test func `S-20: a hundred and twenty-eight characters pass, one more is refused`() throws {
        let long = String(repeating: "tilleul, éternel! ", count: 8).prefix(128)
        try rule.check(String(long), names: [])
        #expect(throws: SignInRefusal.passwordLong(count: 129)) { try rule.check(long + "x", names: []) }
    }

    @Test(
        arguments: [
            "Printemps2026!", "motdepasse2026", "M0tDeP@sse2026!", "azertyuiop123", "azertyazerty", "aaaaaaaaaaaaa",
            "123456789012", "Administrateur1", "P@ssw0rd2026!!", "villedeparis75", "qsdfghjklm2024",
            "uncharacteristically",
            "chocolat1chocolat", "Été2026été2026", "Bonjour 2026 !!!",
        ]
    )
    func `S-20: a word that everybody tries is refused, however decorated`(password: String) {
        #expect(throws: SignInRefusal.passwordCommon) { try rule.check(password, names: []) }
    }

    @Test(arguments: [
        "clairemartin85", "Martin-Claire!!", "claire0412345", "04123450412345", "VilledeNomades1", "Nomades2026!!",
    ])
    func `S-20: the person's names and the employer's words are refused`(password: String) {
        #expect(throws: SignInRefusal.passwordCommon) { try rule.check(password, names: claire) }
    }

    @Test(arguments: ["les tilleuls de la place", "trois moineaux verts", "Printemps sur la Seine", "xk9#mLq2vR7z"])
    func `words within a longer phrase are free`(password: String) throws {
        try rule.check(password, names: claire)
    }
}
