import Mustache
import Policy

/// Documents for paper: templates without the frame of a page, in a language of their own.
package struct Paper: Sendable {
    private let library: MustacheLibrary
    private let texts: Texts

    /// Takes in the templates and texts of a slice; throws on a template that cannot be read.
    package init(_ parts: [PageParts]) throws {
        let all = [PageParts.web] + parts
        texts = Texts(all.flatMap(\.texts))
        var templates: [String: MustacheTemplate] = [:]
        for file in all.flatMap(\.templates) { templates[file.name] = try file.parsed() }
        library = MustacheLibrary(templates: templates)
    }

    /// A template with its values; throws when a name has no value or a code no text (S-41).
    package func html(_ template: String, _ values: Values, in language: Language) throws(TemplateFault) -> String {
        guard let found = library.getTemplate(named: template) else { throw .unknown(template: template) }
        let own = values.compactMapValues { if case .text(let text) = $0 { text } else { nil } }
        let missing = MissingNames()
        let scope = TextScope(texts: texts, language: language, values: own, missing: missing)
        let read = ValueReader(text: scope, mistakes: []).read(values) as [String: Any]
        let html = found.render(RenderRoot(values: read, text: scope, missing: missing), library: library)
        guard missing.all.isEmpty else { throw .missing(missing.all, template: template) }
        return html
    }

    /// The document as a tagged PDF (PDF/UA-1, ISO 14289-1), by Debian's WeasyPrint in a sandbox; nothing that the document
    /// points to is fetched.
    package static func pdf(of html: String, in sandbox: Sandbox = Sandbox()) async throws(SandboxFault) -> [UInt8] {
        let script = String(decoding: PackageResources.print_pdf_py, as: UTF8.self)
        return try await sandbox.run(["/usr/bin/python3", "-I", "-B", "-c", script], on: Array(html.utf8))
    }
}
