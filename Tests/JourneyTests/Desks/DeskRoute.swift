import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One address of a desk as the program's own table of routes has it, with the ways in which a caller may name a person there.
struct DeskRoute: CustomStringConvertible {
    let method: String
    let path: String

    /// The desk's routes among all addresses of the portal.
    static func all(in addresses: [String]) -> [DeskRoute] {
        addresses.compactMap { address in
            let parts = address.split(separator: " ").map(String.init)
            return parts.count == 2 && parts[1].hasPrefix("/desk/") ? DeskRoute(method: parts[0], path: parts[1]) : nil
        }
        .sorted { ($0.path, $0.method) < ($1.path, $1.method) }
    }

    var description: String { "\(method) \(path)" }

    /// Whether a person is named by the path or, for a batch, by the form.
    var namesSomebody: Bool { isPersonal || path.contains("/batch") }

    private var isPersonal: Bool { path.contains("number") }

    /// What somebody at `portal` sends who names that person; the form has `token` from a page of theirs.
    func ask(about number: String, at portal: String, token: String, by browser: Browser) async throws -> Visit {
        let named = path.replacing(/\{(number|announcement)\}|:(number|announcement)/, with: number).replacing(
            /\{app\}|:app/,
            with: "tournees"
        )
        var request = browser.request(method == "GET" ? .GET : .POST, portal + named, accept: "text/html")
        if method == "POST" {
            let sent = token.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let fields = [
                "form-token=\(sent)", "reason=essai", "answer=essai", "identified=paper", "pick-\(number)=1",
                "numbers=\(number).0",
            ]
            request.headers.replaceOrAdd(name: "Content-Type", value: "application/x-www-form-urlencoded")
            request.headers.add(name: "Origin", value: portal)
            request.headers.replaceOrAdd(name: "Sec-Fetch-Site", value: "same-origin")
            request.body = .bytes(ByteBuffer(string: fields.joined(separator: "&")))
        }
        return try await browser.exchange(request)
    }
}

extension Visit {
    /// The page without what differs between any two: reference, hour, tokens and the number that was asked about.
    func unmarked(without number: String) -> String {
        body.replacing(number, with: "…").split(separator: "\n")
            .filter { !$0.contains("form-token") && !$0.contains("class=\"reference\"") }.joined(separator: "\n")
    }

    /// The token of the page's forms.
    var token: String { forms.compactMap { $0.hidden["form-token"] }.last ?? "" }
}
