/// Which of a request's field lines travel on to an app: everything but what ends here or what only we may state.
enum FieldRules {
    /// Whether a request's field passes as its own bytes; `named` are the names that its `Connection` lists.
    static func passes(_ field: HeadField, of head: RequestHead, named: [[UInt8]]) -> Bool {
        switch field.meaning {
        case .host, .connection, .upgrade, .hop, .claim: false
        case .expect: head.version == .http11
        default: named.isEmpty || !named.contains(head.bytes.lowered(field.name))
        }
    }

    /// Whether a trailer may follow the body: nothing that frames, routes, authenticates or identifies (RFC 9110 §6.5.1).
    static func passesAsTrailer(_ field: HeadField) -> Bool { field.meaning == .other }

    /// The names that `Connection` makes hop-by-hop, in lower case; the everyday ones left out.
    static func named(_ bytes: [UInt8], _ fields: [HeadField]) -> [[UInt8]] {
        var names: [[UInt8]] = []
        for field in fields where field.meaning == .connection {
            if isEveryday(bytes, field.value) { continue }
            for part in bytes.parts(of: field.value, between: Octet.comma) {
                let name = bytes.trimmed(part)
                if !name.isEmpty, !isEveryday(bytes, name) { names.append(bytes.lowered(name)) }
            }
        }
        return names
    }

    private static func isEveryday(_ bytes: [UInt8], _ name: Range<Int>) -> Bool {
        bytes.spells("close", in: name) || bytes.spells("keep-alive", in: name) || bytes.spells("upgrade", in: name)
            || bytes.spells("te", in: name)
    }
}
