import Crypto
import Foundation
package import Hummingbird
import NIOCore

/// The one style sheet, under a path that changes with its bytes, and its first part, which stands in standalone pages.
package struct StyleSheet: Sendable {
    /// The bytes of the linked sheet.
    package let linked: [UInt8]
    /// What stands between `<style>` and `</style>` of a standalone page, where no theme was chosen.
    package var standalone: String { own(.auto).text }
    /// `/assets/app.0a1b2c3d4e5f6071.css`
    package let path: String
    /// The CSP source of `standalone`.
    package var standaloneSource: String { own(.auto).source }
    private let automatic: OwnStyle
    private let light: OwnStyle
    private let dark: OwnStyle

    /// `accent` is the city's colour on light pages, `dark` on dark ones, `#RRGGBB`; anything else is left out.
    package init(accent: String? = nil, dark: String? = nil) {
        let plain =
            Self.squeezed(PackageResources.plain_css) + Self.accented(accent, ":root")
            + Self.accented(
                dark,
                ":root:not([data-theme=light])",
                within: "@media screen and (prefers-color-scheme:dark)"
            )
        let text = String(decoding: plain, as: UTF8.self)
        automatic = OwnStyle(text)
        light = OwnStyle(text.replacing("color-scheme:light dark", with: "color-scheme:light"))
        self.dark = OwnStyle(
            text.replacing("color-scheme:light dark", with: "color-scheme:dark")
                .replacing("screen and (prefers-color-scheme:dark)", with: "screen")
        )
        linked = plain + Self.squeezed(PackageResources.app_css)
        path = "/assets/app.\(Self.hex(SHA256.hash(data: Data(linked)).prefix(8))).css"
    }

    /// The style of a standalone page in a theme.
    package func own(_ theme: Theme) -> OwnStyle {
        switch theme {
        case .auto: automatic
        case .light: light
        case .dark: dark
        }
    }

    /// The linked sheet, kept a year: another one has another path.
    package func response() -> Response {
        var headers = SecurityHeaders.forData
        headers[.contentType] = "text/css; charset=utf-8"
        headers[.cacheControl] = "public, max-age=31536000, immutable"
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

/// A style that stands within a page.
package struct OwnStyle: Sendable {
    package let text: String
    /// Its CSP source.
    package let source: String

    init(_ text: String) {
        self.text = text
        source = "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
    }
}
