import Policy
import Testing

@testable import Web

@Suite struct `A time in HTTP` {
    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (1_795_525_320, "Tue, 24 Nov 2026 13:02:00 GMT"),
    ])
    func `is written as RFC 9110 §5.6.7 writes it`(seconds: Int64, text: String) {
        #expect(HTTPDate.text(Instant(seconds: seconds)) == text)
    }
}
