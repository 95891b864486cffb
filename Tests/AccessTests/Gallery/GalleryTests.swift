import Foundation
import Testing
import Web

@testable import Access

@Suite struct `Every page of the gallery` {
    @Test(arguments: Language.allCases)
    func `X-1, X-40: has one h1, at most one filled button, and keeps to its budget`(language: Language) throws {
        for (name, html) in try Gallery(language).pages() {
            #expect(html.ranges(of: "<h1>").count == 1, "\(name)")
            #expect(html.ranges(of: "class=\"button\"").count + html.ranges(of: "<button>").count <= 1, "\(name)")
            #expect(html.utf8.count <= 60 * 1024, "\(name)")
            #expect(html.contains("lang=\"\(language.rawValue)\""), "\(name)")
            write(html, "\(name)-\(language.rawValue)", try Town.shell(try Town.city()).styles)
        }
    }

    /// For looking at: `NOMADE_GALLERY=folder swift test --filter gallery`.
    private func write(_ html: String, _ name: String, _ styles: StyleSheet) {
        guard let folder = ProcessInfo.processInfo.environment["NOMADE_GALLERY"] else { return }
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let css = String(decoding: styles.linked, as: UTF8.self)
        try? css.write(toFile: "\(folder)/app.css", atomically: true, encoding: .utf8)
        try? html.replacing(styles.path, with: "app.css")
            .write(toFile: "\(folder)/\(name).html", atomically: true, encoding: .utf8)
    }
}
