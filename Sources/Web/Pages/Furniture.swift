package import Hummingbird
import NIOCore

/// What stands beside the pages: style sheet, icon, manifest. All are the same for everyone.
package struct Furniture: Sendable {
    private let shell: Shell

    package init(shell: Shell) {
        self.shell = shell
    }

    /// Adds `/assets/app.<hash>.css`, each script, `/assets/icon.svg` and `/manifest.webmanifest`.
    package func add(to router: Router<PageContext>) {
        let styles = shell.styles
        let manifest = manifest
        router.get(RouterPath(styles.path)) { _, _ in styles.response() }
        for script in Script.allCases { router.get(RouterPath(script.path)) { _, _ in script.response() } }
        router.get("/assets/icon.svg") { _, _ in Self.file(PackageResources.icon_svg, "image/svg+xml", days: 30) }
        router.get("/manifest.webmanifest") { _, _ in
            Self.file(Array(manifest.utf8), "application/manifest+json", days: 1)
        }
    }

    /// The name on the home screen is the city's; nothing is kept offline.
    private var manifest: String {
        let name = String(decoding: shell.site.city.utf8.filter { $0 >= 32 && $0 != 34 && $0 != 92 }, as: UTF8.self)
        return """
            {"name":"\(name)","short_name":"Nomade","start_url":"/","display":"browser","background_color":"#FBFAF7",\
            "theme_color":"#0F4C5C","icons":[{"src":"/assets/icon.svg","sizes":"any","type":"image/svg+xml"}]}
            """
    }

    private static func file(_ bytes: [UInt8], _ type: String, days: Int) -> Response {
        var headers = SecurityHeaders.forData
        headers[.contentType] = type
        headers[.cacheControl] = "public, max-age=\(days * 86_400)"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
