import City
import Testing

@testable import Gate

@Suite struct `The connections of one address` {
    private func counts(_ addresses: String...) throws -> [Int] {
        let book = PeerBook()
        return try addresses.map { book.enter(try #require(IPAddress($0))) }
    }

    @Test func `G-53, S-9: are those of its network of 64 bits with IPv6, and its own with IPv4`() throws {
        #expect(try counts("2001:db8:1:2::1", "2001:db8:1:2:ffff::7", "2001:db8:1:3::1") == [1, 2, 1])
        #expect(try counts("192.0.2.7", "::ffff:192.0.2.7", "192.0.2.8") == [1, 2, 1])
        #expect(try counts("::1", "::", "127.0.0.1") == [1, 1, 1])
    }

    @Test func `G-53: are given back by whichever address of the network leaves`() throws {
        let book = PeerBook()
        let (first, second) = (try #require(IPAddress("2001:db8::1")), try #require(IPAddress("2001:db8::2")))
        #expect(book.enter(first) == 1)
        book.leave(second)
        #expect(book.enter(first) == 1)
    }
}
