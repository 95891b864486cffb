import City
import People
import Policy
import Testing

@testable import Portal

@Suite struct `What the doctor says of mail` {
    private let noon = Instant(seconds: 1_795_420_800)

    @Test func `SF-35: a queue that moves is well, one that waits for long is said with its cause`() {
        let none = MailWaiting(count: 0, since: nil, fault: nil)
        #expect(MailChecks.check(none, at: noon).verdict == .ok)
        let young = MailWaiting(count: 3, since: noon.adding(seconds: -300), fault: "nobody answers")
        #expect(MailChecks.check(young, at: noon).verdict == .ok)
        let old = MailWaiting(count: 3, since: noon.adding(seconds: -7_200), fault: "nobody answers")
        let check = MailChecks.check(old, at: noon)
        #expect(check.verdict == .warn)
        #expect(check.cause == "3 wait, the first for 120 minutes; the last try: nobody answers")
    }

    @Test func `SF-35: a server that takes nothing fails, with the command that says more`() throws {
        let from = try #require(MailAddress("nomade@nomades.example"))
        let server = MailServer(.startTLS, host: "mail.example.org", port: 587, from: from)
        #expect(MailChecks.check(server, .taken).verdict == .ok)
        let check = MailChecks.check(server, .later("SSL certificate problem"))
        #expect(check.verdict == .fail && check.cause == "SSL certificate problem")
        #expect(check.fix?.contains("smtp://mail.example.org:587") == true)
    }
}
