import City
import Testing

@Suite struct `The section of the directory` {
    private static let section = """
        directory:
          server: "ldaps://annuaire.example.org"
          authority: ./ca.pem
          bind: "cn=nomade,dc=nomades,dc=example"
          password-file: ./directory.password
          base: "ou=agents,dc=nomades,dc=example"
        """

    private func read(_ section: String) throws -> City {
        try City.read(text: Town.text + section + "\n", path: "/etc/nomade/nomade.yaml")
    }

    private func mistakes(_ section: String) -> [Mistake] {
        do { _ = try read(section) } catch let mistakes as CityMistakes { return mistakes.mistakes } catch {}
        return []
    }

    @Test func `names the server, the account, the base and the usual attributes`() throws {
        let directory = try #require(try read(Self.section).directory)
        #expect(directory.server.url == "ldaps://annuaire.example.org:636")
        #expect(directory.server.authority == "/etc/nomade/ca.pem")
        #expect(directory.server.account.passwordFile == "/etc/nomade/directory.password")
        #expect(directory.attributes[.lastName] == "sn" && directory.numberAttribute == "employeeNumber")
        #expect(directory.creation == nil)
        #expect(try read("").directory == nil)
    }

    @Test func `DI-11: gives every newcomer the step of a profile`() throws {
        #expect(try read(Self.section).dossier.hasProfileStep)
        #expect(try read(Self.section + "\ndossier: {profile: false, days: {declared: 2}}").dossier.hasProfileStep)
        #expect(try !read("").dossier.hasProfileStep)
    }

    @Test(arguments: [
        ("ldap://annuaire.example.org", "ldap://annuaire.example.org:389"),
        ("ldaps://annuaire.example.org:1636", "ldaps://annuaire.example.org:1636"),
        ("ldaps://[::1]:636", "ldaps://[::1]:636"),
    ])
    func `S-40, DI-1: is asked by TLS from the first byte or by StartTLS`(server: String, url: String) throws {
        let section = Self.section.replacing("ldaps://annuaire.example.org", with: server)
        #expect(try read(section).directory?.server.url == url)
    }

    @Test(arguments: [
        "annuaire.example.org", "https://annuaire.example.org", "ldapi:///", "ldaps://a.example.org/dc=x",
        "ldaps://localhost", "ldap+tls://a.example.org", "ldaps://a@b.example.org", "LDAPS://a.example.org",
    ])
    func `S-40, DI-1: is refused under an address that is none, with its line`(server: String) throws {
        let found = mistakes(Self.section.replacing("ldaps://annuaire.example.org", with: server))
        #expect(found.map(\.code) == [.directory], "\(server)")
        #expect(found.first?.line == Town.text.split(separator: "\n").count + 2)
    }

    @Test func `writes where it may, under the base, by an attribute and its field`() throws {
        let usual = try read(Self.section + "\n  write: true").directory?.creation
        #expect(usual?.field == .identifier && usual?.parent == "ou=agents,dc=nomades,dc=example")
        #expect(usual?.objectClasses == ["inetOrgPerson"])
        let own = [
            "  write: true", "  attributes: {full-name: displayName, phone: none, identifier: none}",
            "  dn: \"employeeNumber={number},ou=new, OU=agents,dc=nomades,dc=example\"",
            "  object-classes: [inetOrgPerson, posixAccount]",
        ]
        let directory = try read(([Self.section] + own).joined(separator: "\n")).directory
        #expect(directory?.creation?.field == .number && directory?.creation?.objectClasses.count == 2)
        #expect(directory?.attributes[.phone] == nil && directory?.attributes[.fullName] == "displayName")
    }

    @Test(arguments: [
        "uid={identifier},dc=elsewhere,dc=example", "uid={identifier}",
        "mail={identifier},ou=agents,dc=nomades,dc=example",
        "uid={identifiant},ou=agents,dc=nomades,dc=example", "uid=x,ou=agents,dc=nomades,dc=example",
        "uid={identifier}+cn={full-name},ou=agents,dc=nomades,dc=example",
    ])
    func `is refused a place where a profile would not be found again`(name: String) {
        let found = mistakes(Self.section + "\n  write: true\n  dn: \"\(name)\"")
        #expect(found.map(\.code) == [.directory], "\(name)")
        #expect(found.first?.fix.contains("uid={identifier},ou=agents") == true)
    }

    @Test func `X-60: tells every mistake at once, with the nearest key`() {
        let spoilt =
            Self.section.replacing("authority:", with: "autority:").replacing("cn=nomade,", with: "nomade,")
            + "\n  attributes: {mail: \"cou rriel\", phnoe: mobile, unit: sn}"
        let found = mistakes(spoilt)
        #expect(found.map(\.code).contains(.missingKey))
        #expect(found.contains { $0.code == .unknownKey && $0.fix.contains("authority") })
        #expect(found.contains { $0.code == .unknownKey && $0.fix.contains("phone") })
        #expect(found.count { $0.code == .directory } == 3)
    }

    @Test(arguments: ["", "nomade", "cn=", "=x", "cn=x,", "cn=x,,dc=y", "c n=x", "cn=a\u{0}b", "cn=a\nb", "1=x"])
    func `S-38: takes no name that is none`(text: String) {
        #expect(!DirectoryName.isDistinguished(text))
    }

    @Test func `takes names as LDAP writes them`() {
        for text in ["cn=x", "2.5.4.3=x", "CN=Dupont\\, Anne , O=Ville de Nomades", "cn=Éloïse,dc=x", "cn=a+sn=b,dc=x"]
        {
            #expect(DirectoryName.isDistinguished(text), "\(text)")
        }
        #expect(DirectoryName.naming("CN=Dupont\\, Anne+uid=x,ou=y") == ["cn", "uid"])
        #expect(DirectoryName.naming("cn=a\\") == ["cn"])
    }
}
