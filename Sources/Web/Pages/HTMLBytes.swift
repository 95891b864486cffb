import Mustache

/// Encodes for HTML text and quoted attributes, byte by byte: the library's own walks `Character`s, and a combining
/// mark hides the quote before it.
package struct HTMLBytes: MustacheContentType {
    static let name = "NOMADE-HTML"
    /// Registered once; read by every template's loading.
    static let register: Void = MustacheContentTypes.register(HTMLBytes(), named: name)

    package init() {}

    package func escapeText(_ text: String) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): encoded += "&lt;".utf8
            case UInt8(ascii: ">"): encoded += "&gt;".utf8
            case UInt8(ascii: "&"): encoded += "&amp;".utf8
            case UInt8(ascii: "\""): encoded += "&quot;".utf8
            case UInt8(ascii: "'"): encoded += "&#39;".utf8
            default: encoded.append(byte)
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
