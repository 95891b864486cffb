import City
import Policy
import Testing

@Suite struct `A city file` {
    @Test func `is read whole: places, structure, apps in their order, rules`() throws {
        let city = try Town.city()
        #expect(city.portal.origin == "https://nomades.localhost:8443")
        #expect(city.doors.domain == "nomades.localhost")
        #expect(city.apps.map(\.key) == ["intranet", "paie"])
        #expect(city.ruleset.channels == [.office, .nomade, .tunnel])
        #expect(city.departments["cde"]?.factor == FactorRule.none)
        #expect(city.files.database == "/etc/nomade/data/nomade.sqlite")
        #expect(city.files.certificate?.chain == "/etc/nomade/tls.pem")
    }

    @Test func `G-46: explains an app's own bare no only where it is asked to`() throws {
        let text = Town.text.replacing("    unlisted: true\n", with: "    unlisted: true\n    explain: true\n")
        let city = try City.read(text: text, path: "nomade.yaml")
        #expect(city.app(key: "paie")?.traffic.explain == true)
        #expect(city.app(key: "intranet")?.traffic.explain == false)
    }

    @Test func `finds an app by its host and by the name it has inside`() throws {
        let city = try Town.city()
        #expect(city.app(host: "paie.nomades.localhost")?.key == "paie")
        #expect(city.app(alias: "intranet.ville.local")?.key == "intranet")
        #expect(city.app(host: "intranet.ville.local") == nil)
    }

    @Test func `gives every clause the defaults it does not write: an active credential, a second proof outside`()
        throws
    {
        let clause = try #require(Town.city().ruleset.rules["intranet"]?.allow.first)
        #expect(clause.criteria.contains(.credential([.active])))
        #expect(clause.criteria.contains(.factor(on: [.nomade], maxAgeMinutes: nil)))
        #expect(clause.line == 24)
    }

    @Test func `D-81: lets an hourly agent in from outside only by a clause that names the position`() throws {
        let city = try Town.city()
        let hourly = Assignment(
            department: "dpe",
            position: .hourly,
            contacts: Contacts(hrOffice: "rh", itContact: "it")
        )
        let asks = PolicyAsk(channel: .nomade, device: .any, at: nil, factorAgeMinutes: 0)
        let test = PolicyTest(
            asker: .someone(hourly),
            app: "intranet",
            ask: asks,
            expect: .refuse,
            reason: "policy.position-outside",
            line: 1
        )
        let subject = Subject(
            agent: "0412345",
            credential: .active,
            factors: [.authenticator],
            assignments: [hourly]
        )
        #expect(test.result(for: subject, at: Instant(seconds: 0), in: city).problem == nil)
    }

    @Test func `tells the channel by the narrowest range that holds the peer, else by the listener`() throws {
        let city = try Town.city()
        let outside = city.listeners[0]
        let pool = try #require(IPAddress("::ffff:172.20.3.4"))
        let home = try #require(IPAddress("203.0.113.9"))
        #expect(city.channel(ofListener: outside, peer: pool) == .tunnel)
        #expect(city.channel(ofListener: outside, peer: home) == .nomade)
        #expect(city.channel(ofListener: city.listeners[1], peer: home) == .office)
    }
}
