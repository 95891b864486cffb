import City
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Policy
import Testing
import Web

@testable import Access

/// One page of each kind, in one language: what the tests of look, words and budget walk.
struct Gallery {
    let city: City
    let shell: Shell
    let language: Language

    init(_ language: Language = .fr) throws {
        city = try Town.city()
        shell = try Town.shell(city)
        self.language = language
    }

    /// By name.
    func pages() throws -> [(name: String, html: String)] {
        try standalone() + linked()
    }

    private func standalone() throws -> [(name: String, html: String)] {
        let door = DoorPages(city: city)
        let app = city.apps[2]
        let address = "https://voirie.nomades.localhost:8443/"
        let firefox: HTTPFields = [.userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"]
        let faults: [(String, FaultPage)] = [
            ("refusal-place", try refusal("paie")), ("refusal-hours", try refusal("voirie")),
            ("refusal-absent", RefusalPages(city: city, texts: shell.texts).absent(try Town.asking(language))),
            ("outside", door.outside(of: app, at: address)), ("silent", door.silent(app, at: address)),
            ("slow", door.slow(app, after: 60, at: address)), ("worker", door.worker(of: app)),
            ("other-origin", door.otherOrigin(at: address)),
            ("cookie-absent", door.cookieAbsent(for: app.host, retry: address, firefox)),
            ("cookie-doubled", door.cookieDoubled(signIn: "/sign-in")),
            ("cookie-forgotten", door.cookieForgotten(signIn: "/sign-in")),
            ("own-refusal", door.ownNo(of: app, status: 403)), ("own-fault", door.ownNo(of: app, status: 500)),
            ("cookie-too-many", door.cookiesTooMany(of: app)),
            ("cookie-cleared", door.cookiesCleared(of: app, at: address)), ("framed", door.framed(at: address)),
            ("incident", FaultPage.incident(path: "/")), ("form-stale", FaultPage(FormRefusal.stale)),
        ]
        var context = Town.context(language)
        context.onAppHost = true
        return try faults.map { ($0, try shell.html($1.page, in: context)) }
    }

    private func linked() throws -> [(name: String, html: String)] {
        let statics = StaticPages(city: city, shell: shell)
        let launcher = LauncherPages(city: city, shell: shell, circumstances: { _ in nil })
        let mine = Town.context(language, caller: Town.caller)
        let opening = Launcher(city: city) { Town.question($0.key, city: city) }
        let home = launcher.page(of: opening, [.toDo([])], Town.caller, mine)
        let sheets = try ["paie", "intranet"].map { key in
            let question = Town.question(key, city: city)
            let sheet = AppSheet(
                app: city.app(key: key) ?? city.apps[0],
                city: city,
                question: question,
                decisions: city.ruleset.decisions(on: question)
            )
            return ("sheet-\(key)", sheet.page(shell, try Town.asking(language), mine))
        }
        let guide = try Town.guide(city)
        let device = Request(
            head: HTTPRequest(method: .get, scheme: "https", authority: nil, path: "/device"),
            body: RequestBody(buffer: ByteBuffer())
        )
        var printed = mine
        printed.printing = true
        let pages = [
            ("home", home), ("cookies", StaticPages.cookies), ("accessibility", statics.accessibility(mine)),
            ("legal", statics.legal), ("personal-data", statics.personalData), ("help", statics.help),
            ("device", StaticPages.device(device)), ("my-access", try myAccess()),
            ("ready-stranger", ready(nil)),
            ("ready", ready(Launcher(city: city) { Town.question($0.key, city: city).fromOutside })),
            ("guide", guide.contents), ("guide-structure", try #require(guide.page(of: "dpe"))),
        ]
        return try (pages + sheets).map { ($0, try shell.html($1, in: mine)) }
            + [("sheet-printed", try shell.html(sheets[0].1, in: printed))]
    }

    private func ready(_ apps: Launcher?) -> Page {
        let device = ReadyDevice(
            headers: [Between.field: "via"],
            city: city,
            connection: ClientConnection(channel: .nomade, peer: "192.0.2.7", port: 8443),
            fingerprint: Array(repeating: "AB", count: 32).joined(separator: " "),
            time: "14:02"
        )
        let report = ReadyReport(lines: device.lines, apps: apps)
        return ReadySheet(report: report, person: nil, headers: [:], city: city).page(shell, Town.context(language))
    }

    private func myAccess() throws -> Page {
        MyAccess(
            launcher: Launcher(city: city) { Town.question($0.key, city: city) },
            city: city,
            question: Town.question("", city: city),
            pages: RefusalPages(city: city, texts: shell.texts),
            asking: try Town.asking(language)
        )
        .page(printedAt: "/my-access?view=print")
    }

    private func refusal(_ key: String) throws -> FaultPage {
        RefusalPages(city: city, texts: shell.texts)
            .page(for: city.ruleset.decide(Town.question(key, city: city)), try Town.asking(language))
    }
}
