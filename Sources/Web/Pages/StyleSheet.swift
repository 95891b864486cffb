import Crypto
import Foundation
package import Hummingbird
import NIOCore

/// The one style sheet, under a path that changes with its bytes, and its first part, which stands in standalone pages.
package struct StyleSheet: Sendable {
    /// The bytes of the linked sheet.
    package let linked: [UInt8]
    /// What stands between `<style>` and `</style>` of a standalone page.
    package let standalone: String
    /// `/assets/app.0a1b2c3d4e5f6071.css`
    package let path: String
    /// The CSP source of `standalone`.
    package let standaloneSource: String

    /// `accent` is the city's colour on light pages, `dark` on dark ones, `#RRGGBB`; anything else is left out.
    package init(accent: String? = nil, dark: String? = nil) {
        let plain =
            Self.squeezed(PackageResources.plain_css) + Self.accented(accent, ":root")
            + Self.accented(dark, ":root:not([data-theme=light])", within: "@media (prefers-color-scheme:dark)")
        standalone = String(decoding: plain, as: UTF8.self)
        linked = plain + Self.squeezed(PackageResources.app_css)
        path = "/assets/app.\(Self.hex(SHA256.hash(data: Data(linked)).prefix(8))).css"
        standaloneSource = "'sha256-\(Data(SHA256.hash(data: Data(plain))).base64EncodedString())'"
    }

    /// The linked sheet, kept a year: another one has another path.
    package func response() -> Response {
        var headers = SecurityHeaders.forData
        headers[.contentType] = "text/css; charset=utf-8"
        headers[.cacheControl] = "public, max-age=31536000, immutable"
        headers[.crossOriginResourcePolicy] = "same-site"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: linked)))
    }

    private static func accented(_ accent: String?, _ selector: String, within media: String? = nil) -> [UInt8] {
        guard let accent, accent.utf8.count == 7, accent.utf8.first == UInt8(ascii: "#"),
            UInt32(accent.dropFirst(), radix: 16) != nil
        else { return [] }
        let rule = "\(selector){--accent:\(accent)\(media == nil ? "" : "!important")}"
        return Array((media.map { "\($0){\(rule)}" } ?? rule).utf8)
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Without comments and idle blanks: what a browser needs.
    static func squeezed(_ css: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = css[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "/"), rest.first == UInt8(ascii: "*") {
                while let inside = rest.popFirst(), !(inside == UInt8(ascii: "*") && rest.first == UInt8(ascii: "/")) {}
                _ = rest.popFirst()
            } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") {
                let isIdle = result.last.map { "{};:, ".utf8.contains($0) } ?? true
                if !isIdle { result.append(UInt8(ascii: " ")) }
            } else {
                if "{};,".utf8.contains(byte), result.last == UInt8(ascii: " ") { result.removeLast() }
                if byte == UInt8(ascii: "}"), result.last == UInt8(ascii: ";") { result.removeLast() }
                result.append(byte)
            }
        }
        return result
    }
}
