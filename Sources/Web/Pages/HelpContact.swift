/// Whom to ask, as pages name it: an office with its door, hours and telephone.
package struct HelpContact: Hashable, Sendable {
    package let name: String
    package let office: String
    package let phone: String
    package let hours: String
    package let mail: String

    package init(name: String, office: String = "", phone: String = "", hours: String = "", mail: String = "") {
        self.name = name
        self.office = office
        self.phone = phone
        self.hours = hours
        self.mail = mail
    }

    /// The telephone as a `tel:` link takes it.
    package var dial: String {
        String(decoding: phone.utf8.filter { (48...57).contains($0) || $0 == UInt8(ascii: "+") }, as: UTF8.self)
    }

    /// What `{{#contact}}{{>contact}}{{/contact}}` shows.
    package var value: Value { .group(group) }

    /// The same as an item of a list of contacts.
    package var group: Values {
        [
            "contactName": .text(name), "office": .text(office), "phone": .text(phone), "dial": .text(dial),
            "hours": .text(hours), "mail": .text(mail),
        ]
    }

    /// In one line, for sentences and problem+json: `UGD de la DPE, bureau 214, 01 99 00 45 10, 9 h – 17 h`; telephone
    /// and hours stay whole.
    package var line: String {
        [name, office, Self.whole(phone), Self.whole(hours)].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// Without a place where a line may break.
    private static func whole(_ text: String) -> String { text.replacing(" ", with: "\u{A0}") }
}
