import Foundation
import NIOHTTP1

/// What a browser shows after a gesture.
struct Visit {
    let address: String
    let status: Int
    let headers: HTTPHeaders
    let body: String
    /// The body as it came.
    let bytes: [UInt8]
    /// How many redirects led here.
    var redirects: Int

    /// The page's one heading, without marks.
    var heading: String {
        guard let match = body.firstMatch(of: /<h1[^>]*>(?<words>[\s\S]*?)<\/h1>/) else { return "" }
        return plain(String(match.words))
    }

    /// All words of the page, entities read.
    var words: String { plain(body) }

    /// The address of the first link that holds such a part; nil without one.
    func link(to part: String) -> String? {
        body.matches(of: /<a(?<attributes>[^>]*)>/).lazy.compactMap { attribute("href", of: String($0.attributes)) }
            .first { $0.contains(part) }.map(plain)
    }

    /// The place of the first form that posts to such an address.
    func form(to end: String) -> Int { forms.firstIndex { $0.action.hasSuffix(end) } ?? -1 }

    var forms: [Form] {
        body.matches(of: /<form(?<attributes>[^>]*)>(?<content>[\s\S]*?)<\/form>/).map { match in
            let action = attribute("action", of: String(match.attributes)) ?? ""
            var hidden: [String: String] = [:]
            for input in match.content.matches(of: /<input(?<attributes>[^>]*)>/) {
                let attributes = String(input.attributes)
                guard attribute("type", of: attributes) == "hidden", let name = attribute("name", of: attributes)
                else { continue }
                hidden[name] = attribute("value", of: attributes) ?? ""
            }
            return Form(action: action, hidden: hidden, content: String(match.content))
        }
    }

    struct Form {
        let action: String
        let hidden: [String: String]
        let content: String
    }
}

private func attribute(_ name: String, of attributes: String) -> String? {
    guard let expression = try? Regex(#"\b\#(name)="([^"]*)""#), let match = try? expression.firstMatch(in: attributes),
        let range = match.output[1].range
    else { return nil }
    return plain(String(attributes[range]))
}

private func plain(_ html: String) -> String {
    html.replacing(/<style[\s\S]*?<\/style>/, with: " ")
        .replacing(/<[^>]+>/, with: " ")
        .replacingOccurrences(of: "&#39;", with: "'").replacingOccurrences(of: "&quot;", with: "\"")
        .replacingOccurrences(of: "&#x27;", with: "'").replacingOccurrences(of: "&#34;", with: "\"")
        .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
        .replacingOccurrences(of: "&#160;", with: " ").replacingOccurrences(of: "&nbsp;", with: " ")
        .replacingOccurrences(of: "&amp;", with: "&")
        .replacing(/[\s\u{A0}\u{202F}]+/, with: " ").trimmingCharacters(in: .whitespaces)
}
