import People
import Testing

@Suite struct `A phone number` {
    @Test(arguments: [
        "06 12 34 56 78", "06.12.34.56.78", "06-12-34-56-78", "0612345678", "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78",
        "0033 6 12 34 56 78", "00 33 (0)6 12 34 56 78", "06\u{00A0}12\u{202F}34 56 78",
    ])
    func `D-111: is kept in E.164 whatever its spelling`(typed: String) {
        let phone = PhoneNumber(typed)
        #expect(phone.e164 == "+33612345678")
        #expect(phone.typed == typed)
        #expect(phone.takesCodes)
    }

    @Test(arguments: [
        ("0590 12 34 56", "+590590123456", false), ("0690 12 34 56", "+590690123456", true),
        ("0691123456", "+590691123456", true), ("0594123456", "+594594123456", false),
        ("0694123456", "+594694123456", true), ("0596123456", "+596596123456", false),
        ("0696123456", "+596696123456", true), ("0697123456", "+596697123456", true),
        ("0262123456", "+262262123456", false), ("0692123456", "+262692123456", true),
        ("0693123456", "+262693123456", true), ("0263123456", "+262263123456", false),
        ("0269123456", "+262269123456", false), ("0639123456", "+262639123456", true),
        ("+33 690 12 34 56", "+590690123456", true), ("+590 690 12 34 56", "+590690123456", true),
    ])
    func `D-111: overseas numbers go by their prefix`(typed: String, e164: String, takesCodes: Bool) {
        #expect(PhoneNumber(typed).e164 == e164)
        #expect(PhoneNumber(typed).takesCodes == takesCodes)
    }

    @Test(arguments: ["01 99 00 45 10", "0700 12 34 56", "09 12 34 56 78"])
    func `D-111: codes go to mobiles only`(typed: String) {
        #expect(PhoneNumber(typed).e164 != nil)
        #expect(!PhoneNumber(typed).takesCodes)
    }

    @Test(arguments: [
        "08 92 12 34 56", "3939", "17", "+32 2 123 45 67", "06 12 34 56", "06 12 34 56 78 9", "0612345678 poste 3", "",
        "+", "+33 06 12 34 56 78", "٠٦١٢٣٤٥٦٧٨", "+590 612 34 56 78", "06123\u{0301}45678",
    ])
    func `D-111: anything else is kept as typed and not used`(typed: String) {
        let phone = PhoneNumber(typed)
        #expect(phone.e164 == nil)
        #expect(!phone.takesCodes)
        #expect(phone.typed == typed)
    }

    @Test func `D-112: the fictional 0639 98 is read as +33, before the Mayotte rule`() {
        #expect(PhoneNumber("0639 98 12 34").e164 == "+33639981234")
        #expect(PhoneNumber("0639 98 12 34").takesCodes)
    }
}
