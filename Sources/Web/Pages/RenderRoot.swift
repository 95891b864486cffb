import Mustache
import Synchronization

/// Writes down every name that a template asked for and nobody gave.
final class MissingNames: Sendable {
    private let names = Mutex<Set<String>>([])

    func note(_ name: String) { _ = names.withLock { $0.insert(name) } }
    var all: [String] { names.withLock { $0.sorted() } }
}

/// A text in a template; empty, it is absent to `{{#name}}`.
struct Cell: MustacheCustomRenderable, MustacheParent {
    let renderText: String
    var isNull: Bool { renderText.isEmpty }
    func child(named: String) -> Any? { nil }
}

/// What stands at the bottom of the template's stack: the page's values, and under `text` every text of ours.
struct RenderRoot: MustacheParent {
    let values: [String: Any]
    let text: TextScope
    let missing: MissingNames

    func child(named name: String) -> Any? {
        if name == "text" { return text }
        if let value = values[name] { return value }
        missing.note(name)
        return nil
    }
}

/// `{{text.signin.where}}`: walks down a code; its braces are filled from the page's values.
struct TextScope: MustacheParent, MustacheCustomRenderable {
    let texts: Texts
    let language: Language
    let values: [String: String]
    let missing: MissingNames
    var code = ""

    var isNull: Bool { !texts.has(code, in: language) }

    func child(named name: String) -> Any? {
        var scope = self
        scope.code = code.isEmpty ? name : "\(code).\(name)"
        return scope
    }

    var renderText: String {
        guard let template = texts.template(code, in: language) else {
            missing.note("text.\(code)")
            return ""
        }
        return Texts.filled(template, in: language) { name in
            if values[name] == nil { missing.note("\(code){\(name)}") }
            return values[name]
        }
    }
}

/// Turns a page's values into what the template library walks.
struct ValueReader {
    let text: TextScope
    let mistakes: [FieldMistake]

    func read(_ values: Values) -> [String: Any] { values.mapValues(read) }

    func read(_ value: Value) -> Any {
        switch value {
        case .text(let text): Cell(renderText: text)
        case .said(let code, let values): Cell(renderText: said(code, values))
        case .part(let code, let part, let values):
            Cell(
                renderText: text.texts.has("\(code).\(part)", in: text.language) ? said("\(code).\(part)", values) : ""
            )
        case .any(let values): values.contains { !words($0).isEmpty }
        case .flag(let flag): flag
        case .list(let items): items.map(read)
        case .group(let values): read(values)
        case .field(let field): read(group(field))
        }
    }

    /// A value in words; empty for what has none.
    func words(_ value: Value) -> String { (read(value) as? Cell)?.renderText ?? "" }

    func said(_ code: String, _ values: [String: String]) -> String {
        var scope = TextScope(
            texts: text.texts,
            language: text.language,
            values: text.values.merging(values) { _, own in own },
            missing: text.missing
        )
        scope.code = code
        return scope.renderText
    }

    private func group(_ field: Field) -> Values {
        let mistake = mistakes.first { $0.field == field.name }
        let described = [field.hint.map { _ in "\(field.name)-hint" }, mistake.map { _ in "\(field.name)-mistake" }]
        return [
            "name": .text(field.name),
            "label": .said(field.label),
            "hint": field.hint.map { .said($0) } ?? "",
            "mistake": mistake.map { .said($0.code, $0.values) } ?? "",
            "described": .text(described.compactMap(\.self).joined(separator: " ")),
            "type": .text(field.type),
            "autocomplete": .text(field.autocomplete),
            "value": .text(field.value),
            "isFixed": .flag(field.isFixed),
            "isSecret": .flag(field.type == "password"),
            "isCode": .flag(field.kind == .code),
            "isExact": .flag(field.kind != .plain),
        ]
    }
}
