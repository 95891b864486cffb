package import Mustache

/// One embedded template: mustache whose variables are always encoded and always have a value (S-41).
package struct TemplateFile: Sendable {
    package let name: String
    package let text: String

    package init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// Parses it under our own content type; the tags that would write a value unencoded are refused.
    package func parsed() throws -> MustacheTemplate {
        HTMLBytes.register
        for tag in ["{{{", "{{&", "{{="] where text.utf8.firstRange(of: tag.utf8) != nil {
            throw TemplateFault.unencoded(template: name, tag: tag)
        }
        return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(HTMLBytes.name)}}" + text)
    }
}

/// What is wrong with a template or with what it was given.
package enum TemplateFault: Error, Equatable {
    /// A tag that would write a value unencoded.
    case unencoded(template: String, tag: String)
    /// Names that have no value, texts that have no code.
    case missing([String], template: String)
    case unknown(template: String)
}
