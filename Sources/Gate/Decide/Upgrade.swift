/// A change of protocol that a request asks for and that the gate lets through (S-10): `websocket`, or one an app lists.
struct Upgrade {
    /// As the request spells it.
    let name: String

    /// Nil where the request asks for none that may pass; it then is an ordinary request without its `Upgrade`.
    init?(_ head: RequestHead, among listed: [String]) {
        guard head.version == .http11, head.isMethod("GET"), head.framing == .none, head.lists(.connection, "upgrade"),
            head.count(.upgrade) == 1, let field = head.first(.upgrade)
        else { return nil }
        let asked = String(decoding: head.bytes.lowered(field.value), as: UTF8.self)
        guard asked != "h2c", asked == "websocket" || listed.contains(asked) else { return nil }
        name = head.text(field.value)
    }
}
