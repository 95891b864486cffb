/// An app's own no that explains nothing: the empty or default page of its server.
enum BareAnswer {
    /// Bytes of content that a server's default page has at most: nginx pads to some 550, Apache and Tomcat stay below.
    static let mostBytes = 1024

    /// Whether an answer is a bare 401, 403 or 500. One that asks for a proof, sets a cookie, or is more than a short
    /// text is the app's own word and passes.
    static func isBare(_ head: AnswerHead) -> Bool {
        guard [401, 403, 500].contains(head.status), isShort(head.framing) else { return false }
        return head.fields.allSatisfy { field in
            switch field.meaning {
            case .wwwAuthenticate, .setCookie: false
            default: !head.bytes.spells(type, in: field.name) || isText(head.bytes, field.value)
            }
        }
    }

    /// A length is stated: what comes in chunks or until the end is some program's making.
    private static func isShort(_ framing: BodyFraming) -> Bool {
        switch framing {
        case .none: true
        case .length(let count): count <= mostBytes
        case .chunked, .untilClose: false
        }
    }

    private static func isText(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
        texts.contains { bytes.starts(with: $0, in: value) }
    }

    private static let type = Array("content-type".utf8)
    private static let texts = ["text/html", "text/plain"].map { Array($0.utf8) }
}
