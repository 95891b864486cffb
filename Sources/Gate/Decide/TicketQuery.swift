/// The query of `/.nomade/ticket?t=…`: one parameter, once, of letters, digits, `-` and `_`.
enum TicketQuery {
    static func token(in target: String) -> String? {
        let parts = target.utf8.split(separator: Octet.question, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].starts(with: "t=".utf8) else { return nil }
        let token = parts[1].dropFirst(2)
        guard (1...128).contains(token.count),
            token.allSatisfy({ Octet.isAlphanumeric($0) || $0 == Octet.dash || $0 == Octet.underscore })
        else { return nil }
        return String(decoding: token, as: UTF8.self)
    }
}
