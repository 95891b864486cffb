import CLDAP

// What is asked of the directory, and what is written into it.
extension DirectoryConversation {
    /// The one entry under a base whose attribute has that value; nil when none has. Throws `doubled` when several have.
    func find(_ attribute: String, _ value: String, under base: String, asking attributes: [String])
        throws(DirectoryFault) -> DirectoryEntry?
    {
        let filter = "(\(attribute)=\(DirectoryEscape.filter(value)))"
        let entries = try search(base, nomade_ldap_subtree, filter, attributes)
        guard entries.count < 2 else { throw .doubled }
        return entries.first
    }

    /// Throws when the entry itself is not there for us.
    func read(_ base: String) throws(DirectoryFault) {
        guard try search(base, nomade_ldap_base, "(objectClass=*)", ["1.1"]).count == 1 else { throw .base }
    }

    /// The server's certificate (DER); empty when libldap does not tell.
    var certificate: [UInt8] {
        var found = berval(bv_len: 0, bv_val: nil)
        guard ldap_get_option(ldap, LDAP_OPT_X_TLS_PEERCERT, &found) == 0 else { return [] }
        defer { ldap_memfree(found.bv_val) }
        return [UInt8](found)
    }

    /// Adds an entry.
    func add(_ name: String, _ changes: [DirectoryChange]) throws(DirectoryFault) {
        try write(changes.map { Operation(LDAP_MOD_ADD, $0.attribute, $0.new) }) { list, id in
            ldap_add_ext(ldap, name, list, nil, nil, &id)
        }
    }

    /// Puts values in the place of others, all or none; throws `changed` when one of the old ones is not there any more.
    func modify(_ name: String, _ changes: [DirectoryChange]) throws(DirectoryFault) {
        let operations = changes.flatMap { change in
            (change.old.isEmpty ? [] : [Operation(LDAP_MOD_DELETE, change.attribute, change.old)])
                + [Operation(LDAP_MOD_ADD, change.attribute, change.new)]
        }
        try write(operations) { list, id in ldap_modify_ext(ldap, name, list, nil, nil, &id) }
    }

    private struct Operation {
        let kind: Int32
        let attribute: String
        let values: [[UInt8]]

        init(_ kind: Int32, _ attribute: String, _ values: [[UInt8]]) {
            (self.kind, self.attribute, self.values) = (kind, attribute, values)
        }
    }

    private typealias Changes = UnsafeMutablePointer<UnsafeMutablePointer<LDAPMod>?>

    private func write(_ operations: [Operation], _ send: (Changes, inout Int32) -> Int32) throws(DirectoryFault) {
        guard let list = nomade_ldap_changes(operations.count) else { throw .refused("no memory") }
        defer { ldap_mods_free(list, 1) }
        for (place, operation) in operations.enumerated() {
            let change = nomade_ldap_change(operation.kind, operation.attribute, operation.values.count)
            for (index, value) in operation.values.enumerated() { nomade_ldap_value(change, index, value, value.count) }
            list[place] = change
        }
        if let fault = DirectoryFault(code: try answer { send(list, &$0) }) { throw fault }
    }

    private func search(_ base: String, _ scope: Int32, _ filter: String, _ attributes: [String])
        throws(DirectoryFault) -> [DirectoryEntry]
    {
        var names = attributes.map { ldap_strdup($0) } + [nil]
        defer { for name in names { ldap_memfree(name) } }
        let messages = try messages { id in
            ldap_search_ext(ldap, base, scope, filter, &names, 0, nil, nil, nil, 2, &id)
        }
        defer { ldap_msgfree(messages) }
        var entries: [DirectoryEntry] = []
        var next = ldap_first_message(ldap, messages)
        while let message = next {
            switch ldap_msgtype(message) {
            case nomade_ldap_entry: entries.append(entry(message, attributes))
            case nomade_ldap_reference: throw .elsewhere
            default: try check(message)
            }
            next = ldap_next_message(ldap, message)
        }
        return entries
    }

    private func check(_ result: OpaquePointer) throws(DirectoryFault) {
        var code = Int32(LDAP_OTHER)
        guard ldap_parse_result(ldap, result, &code, nil, nil, nil, nil, 0) == LDAP_SUCCESS else { throw lost }
        if code == LDAP_SIZELIMIT_EXCEEDED { throw .doubled }
        if let fault = DirectoryFault(code: code) { throw fault }
    }

    private func entry(_ message: OpaquePointer, _ attributes: [String]) -> DirectoryEntry {
        let name = ldap_get_dn(ldap, message)
        defer { ldap_memfree(name) }
        var values: [String: [[UInt8]]] = [:]
        for attribute in attributes {
            guard let found = ldap_get_values_len(ldap, message, attribute) else { continue }
            defer { ldap_value_free_len(found) }
            var place = found
            while let value = place.pointee {
                values[attribute, default: []].append([UInt8](value.pointee))
                place += 1
            }
        }
        return DirectoryEntry(name: name.map { String(cString: $0) } ?? "", values: values)
    }
}

extension [UInt8] {
    fileprivate init(_ value: berval) {
        self = Array(UnsafeRawBufferPointer(start: value.bv_val, count: Int(value.bv_len)))
    }
}
