import People
import Testing

@Suite struct `A value inside LDAP` {
    @Test(arguments: [
        ("*", "\\2a"), ("(a)", "\\28a\\29"), ("a\\b", "a\\5cb"), ("a\u{0}b", "a\\00b"), ("é", "\\c3\\a9"),
        ("0412345", "0412345"), ("a=b,c+d", "a\\3db\\2cc\\2bd"), ("e\u{301}", "e\\cc\\81"),
    ])
    func `S-41, DI-5: is one value in a filter, whatever it holds`(value: String, escaped: String) {
        #expect(DirectoryEscape.filter(value) == escaped)
    }

    @Test(arguments: [
        (",", "\\2c"), ("\"", "\\22"), ("<>;", "\\3c\\3e\\3b"), ("#x", "\\23x"), (" x ", "\\20x\\20"),
        ("a=b", "a\\3db"),
        ("\u{0}", "\\00"), ("+", "\\2b"), ("\\", "\\5c"), (",\u{301}", "\\2c\\cc\\81"),
    ])
    func `S-41, DI-5: is one value in a name, whatever it holds`(value: String, escaped: String) {
        #expect(DirectoryEscape.name(value) == escaped)
    }

    @Test func `S-41, DI-5: holds after escaping nothing that a grammar of LDAP reads`() {
        for scalar in (0..<0x180).compactMap(Unicode.Scalar.init) {
            for escaped in [DirectoryEscape.filter(String(scalar)), DirectoryEscape.name(String(scalar))] {
                #expect(escaped.utf8.allSatisfy { !"*(),+\"<>;#= &|!~:\u{0}".utf8.contains($0) && $0 < 0x7F })
            }
        }
    }
}
