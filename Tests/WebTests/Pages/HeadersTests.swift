import HTTPTypes
import Hummingbird
import Policy
import Testing

@testable import Web

@Suite struct `An answer of ours` {
    @Test func `S-11: carries a strict policy, and nothing personal is kept`() throws {
        let response = try shell().render(FaultPage.incident(path: "/").page, in: context())
        let policy = try #require(response.headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe") && !policy.contains("script-src"))
        #expect(response.headers[.cacheControl] == "no-store")
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(response.headers[.referrerPolicy] == "same-origin")
        #expect(response.headers[.strictTransportSecurity] != nil)
    }

    @Test func `X-40: carries a style of at most 4 KiB, named by its hash; the linked one has at most 24 KiB`() throws {
        let shell = try shell()
        let html = try shell.html(FaultPage.incident().page, in: context())
        let policy = SecurityHeaders.forPage(style: shell.styles.standaloneSource)[.contentSecurityPolicy] ?? ""
        #expect(html.contains("<style>\(shell.styles.standalone)</style>"))
        #expect(policy.contains("'sha256-"))
        #expect(shell.styles.standalone.utf8.count <= 4096)
        #expect(shell.styles.linked.count <= 24 * 1024)
        #expect(!html.contains("<script"))
    }

    @Test func `X-40, S-11: runs scripts of at most 12 KiB in all, which ask nobody but the portal itself`() throws {
        #expect(Script.allCases.map(\.bytes.count).reduce(0, +) <= Script.byteLimit)
        var page = FaultPage.incident().page
        page.dress = .linked
        page.script = .ready
        let policy = try #require(try shell().render(page, in: context()).headers[.contentSecurityPolicy])
        #expect(policy.contains("script-src 'self'; connect-src 'self' wss://nomades.localhost:8443;"))
        page.script = .show
        let quiet = try #require(try shell().render(page, in: context()).headers[.contentSecurityPolicy])
        #expect(quiet.contains("script-src 'self'") && !quiet.contains("connect-src"))
        var there = context()
        there.onAppHost = true
        page.script = .ready
        let app = try #require(try shell().render(page, in: there).headers[.contentSecurityPolicy])
        #expect(!app.contains("script-src") && !app.contains("connect-src"))
    }

    @Test func `S-43: names nobody on an app's host`() throws {
        var there = context()
        there.onAppHost = true
        there.caller = Caller(
            agent: "0412345",
            name: CallerName(full: "Claire Martin", first: "Claire", initial: "M"),
            department: "dpe",
            desks: [],
            language: .fr,
            channel: .nomade,
            assurance: .none,
            device: .any
        )
        let html = try shell().html(FaultPage.incident().page, in: there)
        #expect(!html.contains("Claire") && !html.contains("sign-out"))
        #expect(html.contains("href=\"https://nomades.localhost:8443/help\""))
        there.onAppHost = false
        #expect(try shell().html(FaultPage.incident().page, in: there).contains("Claire"))
    }
}
