package import Crypto
package import HTTPTypes
package import Hummingbird
import Logging
import Mustache
import NIOCore
import Policy

/// Renders every page of ours in one frame: head, main part, foot.
package struct Shell: Sendable {
    package let site: Site
    package let texts: Texts
    package let tokens: FormTokens
    package let styles: StyleSheet
    private let library: MustacheLibrary

    /// Gathers the templates and texts of the slices; throws on a template that cannot be read.
    package init(site: Site, parts: [PageParts], formKey: SymmetricKey) throws {
        let all = [PageParts.web] + parts
        self.site = site
        self.texts = Texts(all.flatMap(\.texts))
        self.tokens = FormTokens(key: formKey)
        self.styles = StyleSheet(accent: site.accent, dark: site.accentDark)
        var templates: [String: MustacheTemplate] = [:]
        for file in all.flatMap(\.templates) { templates[file.name] = try file.parsed() }
        for theme in Theme.allCases {
            templates["style-\(theme.rawValue)"] = try MustacheTemplate(string: styles.own(theme).text)
        }
        self.library = MustacheLibrary(templates: templates)
    }

    /// The answer; a page that cannot be rendered becomes the incident page, and the log says why.
    package func render(_ page: Page, in context: PageContext) -> Response {
        do throws(TemplateFault) {
            return answer(page, body: try html(page, in: context), in: context)
        } catch {
            context.logger.critical("a page cannot be rendered", metadata: ["fault": "\(error)"])
            let incident = FaultPage.incident().page
            let body = (try? html(incident, in: context)) ?? "<!DOCTYPE html><title>\(context.reference)</title>"
            return answer(incident, body: body, in: context)
        }
    }

    /// The page as text; throws when a name of the template has no value or a code no text (S-41).
    package func html(_ page: Page, in context: PageContext) throws(TemplateFault) -> String {
        guard let shell = library.getTemplate(named: "shell"), library.getTemplate(named: page.template) != nil else {
            throw .unknown(template: page.template)
        }
        let reader = reader(of: page, in: context)
        let values = frame(of: page, in: context).merging(page.values) { frame, _ in frame }
        var read = reader.read(values) as [String: Any]
        read["mainTemplate"] = page.template
        read["styleTemplate"] = "style-\(context.theme.rawValue)"
        let missing = reader.text.missing
        let root = RenderRoot(values: read, text: reader.text, missing: missing)
        let html = shell.render(root, library: library)
        guard missing.all.isEmpty else { throw .missing(missing.all, template: page.template) }
        return html
    }

    /// Reads a page's values in its language.
    func reader(of page: Page, in context: PageContext) -> ValueReader {
        let own = page.values.compactMapValues { if case .text(let text) = $0 { text } else { nil } }
        let scope = TextScope(
            texts: texts,
            language: context.language,
            values: own.merging(words(in: context)) { own, _ in own },
            missing: MissingNames()
        )
        return ValueReader(text: scope, mistakes: page.mistakes)
    }

    /// Throws `FormRefusal.stale` unless the form carries a token of this very browser.
    package func check(_ form: Form, in context: PageContext) throws(FormRefusal) {
        guard let binding = context.binding, tokens.accepts(form[FormTokens.field], for: binding, at: context.now)
        else { throw .stale }
    }

    /// A redirect of ours; `location` is a path of this host or an absolute address made by us.
    package func redirect(to location: String, in context: PageContext, headers more: HTTPFields = [:]) -> Response {
        var headers = SecurityHeaders.forData
        headers.append(contentsOf: more)
        headers[.location] = location
        for cookie in context.cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return Response(status: .seeOther, headers: headers)
    }

    private func answer(_ page: Page, body: String, in context: PageContext) -> Response {
        let own = page.dress == .standalone || context.onAppHost ? [styles.own(context.theme).source] : []
        let linked = context.onAppHost ? [] : ["'self'"]
        let script = context.onAppHost ? nil : page.runs
        let authority = site.authority(port: context.connection.port)
        var headers = SecurityHeaders.forPage(
            style: (linked + own).joined(separator: " "),
            scripted: script != nil,
            calls: script?.calls == true ? ["'self'", "wss://\(authority)"] : [],
            formTargets: page.formTargets,
            mayBeFramed: page.mayBeFramed
        )
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentLanguage] = context.language.rawValue
        headers.append(contentsOf: page.headers)
        for cookie in context.cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return Response(
            status: page.status,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: body))
        )
    }
}
