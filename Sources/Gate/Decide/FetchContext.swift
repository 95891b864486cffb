/// What a browser says of where a request comes from, which no page's script can forge (S-42).
struct FetchContext {
    private let head: RequestHead
    private let port: Int

    /// `port` is the one that the browser asked.
    init(_ head: RequestHead, port: Int) {
        self.head = head
        self.port = port
    }

    /// The app's own origin, as the browser sees it.
    private var origin: String { head.authority.origin(port: port) }

    /// Whether the request was begun by a page of another origin; siblings are strangers too.
    var isFromElsewhere: Bool {
        if let site = head.first(.secFetchSite) {
            if head.count(.secFetchSite) > 1 { return true }
            let value = head.text(site.value)
            if value != "same-origin", value != "none" { return true }
        }
        guard head.count(.origin) < 2 else { return true }
        guard let stated = head.first(.origin) else { return false }
        return !isOwn(stated)
    }

    /// A link followed or an address opened, in a window of its own: the one thing that another origin may cause.
    var isTopLevelNavigation: Bool {
        guard head.isMethod("GET") || head.isMethod("HEAD") else { return false }
        return head.says(.secFetchMode, "navigate") && head.says(.secFetchDest, "document")
    }

    /// Whether the page is to stand in another site's frame, whose cookies browsers hold back.
    var isFramedElsewhere: Bool {
        let dest = head.first(.secFetchDest).map { head.text($0.value) }
        guard let dest, ["iframe", "frame", "object", "embed", "fencedframe"].contains(dest) else { return false }
        return head.says(.secFetchMode, "navigate") && isFromElsewhere
    }

    /// Whether a person looks at the answer: `Sec-Fetch-Mode`, else `Accept` with `text/html`.
    var isNavigation: Bool {
        if head.first(.secFetchMode) != nil { return head.says(.secFetchMode, "navigate") }
        return head.first(.accept).map { head.text($0.value).utf8.split(separator: Octet.comma) }?
            .contains { $0.drop { $0 == Octet.space }.prefix(9).elementsEqual("text/html".utf8) } ?? false
    }

    /// Whether the one Origin is listed; a missing one never is.
    func isOrigin(among listed: [String]) -> Bool {
        guard head.count(.origin) == 1, let stated = head.first(.origin) else { return false }
        let text = String(decoding: head.bytes.lowered(stated.value), as: UTF8.self)
        return listed.contains { $0.utf8.map(Octet.lower).elementsEqual(text.utf8) }
    }

    /// Whether the one Origin is the app's own.
    var hasOwnOrigin: Bool { isOrigin(among: [origin]) }

    private func isOwn(_ field: HeadField) -> Bool {
        head.bytes.spells(origin.utf8.map(Octet.lower), in: field.value)
    }
}
