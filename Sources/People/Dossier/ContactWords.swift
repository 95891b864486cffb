package import City
package import Web

extension HelpContact {
    /// A contact of the city file as pages name it.
    package init(_ contact: Contact) {
        self.init(
            name: contact.name,
            office: contact.office ?? "",
            phone: contact.phone ?? "",
            hours: contact.hours ?? "",
            mail: contact.mail ?? ""
        )
    }
}
