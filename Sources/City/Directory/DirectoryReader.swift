/// Reads `directory`: where the city's directory is, as whom we ask, which attributes bear what, and whether we may write.
struct DirectoryReader {
    let root: Section
    /// Makes a path of the file absolute.
    let path: (String) -> String

    /// The directory of the city; nil where it has none, or where what it says would find nobody.
    func directory() -> CityDirectory? {
        guard let section = root.section("directory", example: "{server: \"ldaps://…\"}", required: false) else {
            return nil
        }
        section.knows("server authority bind password-file base attributes write dn object-classes")
        let place = place(in: section)
        let account = DirectoryServer.Account(
            name: name("bind", example: "cn=nomade,ou=services,dc=example,dc=org", in: section),
            passwordFile: path(section.text("password-file", example: "./directory.password").value)
        )
        let authority = path(section.text("authority", example: "./directory-ca.pem").value)
        let base = name("base", example: "ou=people,dc=example,dc=org", in: section)
        let attributes = attributes(in: section)
        let creation = creation(in: section, base: base, attributes)
        guard let (security, host, port) = place else { return nil }
        let server = DirectoryServer(security, host: host, port: port, account: account, authority: authority)
        return CityDirectory(server, base: base, attributes: attributes, creation: creation)
    }

    /// `ldap://` or `ldaps://`, a host and a port: 389 and 636 unless it is given.
    private func place(in section: Section) -> (DirectoryServer.Security, String, Int)? {
        let text = section.text("server", example: "\"ldaps://directory.example.org\"")
        for security in [DirectoryServer.Security.startTLS, .implicit] {
            let scheme = "\(security.rawValue)://"
            guard text.value.utf8.starts(with: scheme.utf8) else { continue }
            let rest = String(decoding: text.value.utf8.dropFirst(scheme.utf8.count), as: UTF8.self)
            // libldap reads it as the machine's own name, which no certificate for localhost bears.
            guard let address = WebAddress("https://\(rest)"), address.host != "localhost" else { break }
            // Without a port the address reads as one of https, whose 443 no directory has.
            let port = address.port == 443 ? (security == .implicit ? 636 : 389) : address.port
            return (security, address.host, port)
        }
        guard !text.value.isEmpty else { return nil }
        section.note(
            .directory,
            "directory: \"\(text.value)\" is no directory's address",
            at: text.place,
            fix: "write  server: \"ldaps://directory.example.org\"  or  \"ldap://directory.example.org\"  (StartTLS)"
        )
        return nil
    }

    private func name(_ key: String, example: String, in section: Section) -> String {
        let text = section.text(key, example: "\"\(example)\"")
        if !text.value.isEmpty && !DirectoryName.isDistinguished(text.value) {
            section.note(
                .directory,
                "directory: \(key) is no distinguished name: \"\(text.value)\"",
                at: text.place,
                fix: "write  \(key): \"\(example)\""
            )
        }
        return text.value
    }

    /// The usual attributes but for those that are given; `none` leaves a field out.
    private func attributes(in section: Section) -> [DirectoryField: String] {
        var attributes = DirectoryField.allCases.reduce(into: [:]) { $0[$1] = $1.usualAttribute }
        guard let block = section.section("attributes", example: "{phone: mobile}", required: false) else {
            return attributes
        }
        block.knows(DirectoryField.allCases.map(\.rawValue).joined(separator: " "))
        for field in DirectoryField.allCases {
            guard let text = block.optionalText(field.rawValue, example: field.usualAttribute) else { continue }
            attributes[field] = text.value == "none" && field != .number ? nil : text.value
            if !DirectoryName.isAttribute(text.value) {
                note("\(field.rawValue) is no attribute: \"\(text.value)\"", field.usualAttribute, field, text, block)
            }
        }
        let used = Dictionary(grouping: attributes.keys) { attributes[$0]?.lowercased() ?? "" }
        for fields in used.values where fields.count > 1 {
            let names = fields.map(\.rawValue).sorted()
            block.note(
                .directory,
                "attributes: \(names.joined(separator: " and ")) have one attribute",
                at: block.place(of: names[0]),
                fix: "give each its own, or write  \(names[0]): none"
            )
        }
        return attributes
    }

    private func note(
        _ what: String,
        _ example: String,
        _ field: DirectoryField,
        _ text: Placed<String>,
        _ block: Section
    ) {
        let fix = field == .number ? "write  number: \(example)" : "write  \(field.rawValue): \(example)  or  none"
        block.note(.directory, "attributes: \(what)", at: text.place, fix: fix)
    }

    private func creation(in section: Section, base: String, _ attributes: [DirectoryField: String])
        -> DirectoryCreation?
    {
        let isWriting = section.flag("write")
        let classes = section.list("object-classes", example: "inetOrgPerson")
        for text in classes where !DirectoryName.isAttribute(text.value) {
            let what = "directory: \"\(text.value)\" is no object class"
            section.note(.directory, what, at: text.place, fix: "write  object-classes: [inetOrgPerson]")
        }
        let template = template(in: section, base: base, attributes)
        guard isWriting, let (field, parent) = template else { return nil }
        return DirectoryCreation(
            field: field,
            parent: parent,
            objectClasses: classes.isEmpty ? ["inetOrgPerson"] : classes.map(\.value)
        )
    }

    /// `uid={identifier},ou=people,dc=example,dc=org`: the attribute that the field has, its value, and a place at or below
    /// the base, since a profile elsewhere would not be found again.
    private func template(in section: Section, base: String, _ attributes: [DirectoryField: String])
        -> (DirectoryField, String)?
    {
        guard let text = section.optionalText("dn", example: "\"uid={identifier},\(base)\"") else {
            return (attributes[.identifier] == nil ? .number : .identifier, base)
        }
        let bytes = text.value.utf8
        if let comma = bytes.firstIndex(of: UInt8(ascii: ",")) {
            let first = String(decoding: bytes[..<comma], as: UTF8.self)
            let parent = String(decoding: bytes[bytes.index(after: comma)...], as: UTF8.self)
            let field = DirectoryField.allCases.first { field in
                attributes[field].map { "\($0)={\(field.rawValue)}".lowercased() == first.lowercased() } ?? false
            }
            if let field, DirectoryName.isDistinguished(parent), DirectoryName.isBelow(parent, base) {
                return (field, parent)
            }
        }
        section.note(
            .directory,
            "directory: dn is no place for a profile that is found again: \"\(text.value)\"",
            at: text.place,
            fix: "write  dn: \"\(attributes[.identifier] ?? "uid")={identifier},\(base)\""
        )
        return nil
    }
}
