/// What a page gives its template, by name.
package typealias Values = [String: Value]

/// One value of a template; every text is encoded for its place (S-32).
package indirect enum Value: Hashable, Sendable {
    /// A text as it is, such as a name or a date.
    case text(String)
    /// A text of ours by its code, said in the page's language, with what stands in its braces.
    case said(String, [String: String] = [:])
    /// The text `code.part` where there is one, else nothing.
    case part(String, String, [String: String] = [:])
    /// Whether any of these has words, for a part that has a title.
    case any([Value])
    /// For `{{#name}}…{{/name}}` and `{{^name}}…{{/name}}`.
    case flag(Bool)
    case list([Values])
    case group(Values)
    /// A form field, rendered by `{{#name}}{{>field}}{{/name}}`.
    case field(Field)

    /// A text that may be missing: `{{#name}}…{{/name}}` shows only when it is there and not empty.
    package static func optional(_ text: String?) -> Value { .text(text ?? "") }
}

extension Value: ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    package init(stringLiteral text: String) { self = .text(text) }
    package init(booleanLiteral flag: Bool) { self = .flag(flag) }
    package init(arrayLiteral items: Values...) { self = .list(items) }
    package init(dictionaryLiteral pairs: (String, Value)...) {
        self = .group(Values(pairs) { _, last in last })
    }
}
