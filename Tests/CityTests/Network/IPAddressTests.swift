import City
import Testing

@Suite struct `An address` {
    @Test func `S-5: IPv4 mapped in IPv6 compares equal to IPv4`() {
        #expect(IPAddress("::ffff:10.0.0.1") == IPAddress("10.0.0.1"))
        #expect(IPAddress("::ffff:a00:1") == IPAddress("10.0.0.1"))
        let ours = IPAddress("::ffff:10.9.8.7").map { AddressRange("10.0.0.0/8")?.contains($0) }
        #expect(ours == true)
    }

    @Test(arguments: ["", "10.0.0", "10.0.0.01", "10.0.0.256", "1.2.3.4.5", "0x7f.0.0.1", " 10.0.0.1", "fe80::1%eth0"])
    func `S-5: a spelling that two readers could read differently is no address`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func `is written as it is read`() {
        for text in ["10.0.0.1", "::1", "2001:db8::7"] { #expect(IPAddress(text)?.description == text) }
    }
}
