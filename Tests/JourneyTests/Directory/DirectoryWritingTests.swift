import City
import Foundation
import People
import Testing

extension `The directory of a city` {
    @Suite struct `is written to` {
        private typealias Directory = `The directory of a city`
        private static let hostile = [
            "*()\\,+\"<>;#= x", "#début", " espaces ", "nul\u{0}nul", "a\r\nb: c", "Ŝ é e\u{301} 名", "*", "\\2a", "((",
            "\",\u{301}uid=x", "cn=x,ou=agents",
        ]

        private func person(_ number: String, _ values: [DirectoryField: String]) -> DirectoryPerson {
            let usual: [DirectoryField: String] = [
                .number: number, .identifier: "agent.\(number)", .lastName: "Le Gall", .firstName: "Yann",
                .fullName: "Yann Le Gall", .mail: "yann@nomades.example", .phone: "+33639984502",
            ]
            return DirectoryPerson(number: number, values: usual.merging(values) { $1 })
        }

        private func plan(_ person: DirectoryPerson, _ city: City) async throws -> DirectoryPlan? {
            let directory = try #require(city.directory)
            let entry = try await DirectoryClient { city }.profile(of: person.number)
            return DirectoryComparison(person, entry, in: directory).plan(in: directory)
        }

        @Test func `S-41, DI-5: whatever a name holds ends there as those very bytes`() async throws {
            try await Slapd.live { slapd in
                let more = "write: true\n  dn: \"cn={full-name},\(Slapd.people)\""
                let city = try Directory.city(try slapd.section(more: more))
                for (place, name) in Self.hostile.enumerated() {
                    let person = person("042\(place)", [.fullName: name, .lastName: name, .firstName: name])
                    let plan = try #require(try await plan(person, city))
                    let entry = try await DirectoryClient { city }.carry(plan)
                    #expect(entry?.values(of: "cn") == [Array(name.utf8)], "\(name.debugDescription)")
                    #expect(try await self.plan(person, city) == nil, "\(name.debugDescription)")
                }
                let kept = try slapd.entries()
                #expect(kept.count == Self.hostile.count)
                #expect(Set(kept.map { $0["sn"] ?? [] }) == Set(Self.hostile.map { [Array($0.utf8)] }))
                #expect(kept.allSatisfy { $0["employeeNumber"]?.count == 1 && $0["cn"] == $0["givenName"] })
            }
        }

        @Test func `S-41, DI-5, DI-6: nobody is found by what is no number of theirs`() async throws {
            try await Slapd.live { slapd in
                let city = try Directory.city(try slapd.section())
                let plan = try #require(try await plan(person("0412377", [:]), city))
                #expect(try await DirectoryClient { city }.carry(plan) != nil)
                for number in ["*", "0412*", "0412377)(uid=*", "0412377\u{0}", "", "\\30412377", "*)(objectClass=*"] {
                    let found = try await DirectoryClient { city }.profile(of: number)
                    #expect(found == nil, "\(number.debugDescription)")
                }
                #expect(try await DirectoryClient { city }.profile(of: "0412377") != nil)
            }
        }

        @Test func `DI-6: two profiles with one number are none`() async throws {
            try await Slapd.live { slapd in
                let city = try Directory.city(try slapd.section())
                for name in ["un", "deux"] {
                    try slapd.change(
                        """
                        dn: uid=\(name),\(Slapd.people)
                        objectClass: inetOrgPerson
                        uid: \(name)
                        cn: \(name)
                        sn: \(name)
                        employeeNumber: 0412377

                        """,
                        by: "ldapadd"
                    )
                }
                await #expect(throws: DirectoryFault.doubled) {
                    try await DirectoryClient { city }.profile(of: "0412377")
                }
            }
        }

        @Test func `DI-8, DI-9: where it differs, in one go, and nowhere else`() async throws {
            try await Slapd.live { slapd in
                let city = try Directory.city(try slapd.section())
                let first = try #require(try await plan(person("0412377", [:]), city))
                _ = try await DirectoryClient { city }.carry(first)
                let name = "uid=agent.0412377,\(Slapd.people)"
                try slapd.change("dn: \(name)\nchangetype: modify\nadd: description\ndescription: à garder\n")
                let moved = person("0412377", [.mail: "y.legall@nomades.example", .unit: "Atelier du quai"])
                let plan = try #require(try await plan(moved, city))
                #expect(plan.kind == .mending && plan.changes.map(\.attribute) == ["mail", "ou"])
                // Somebody else changes one of the two meanwhile: neither is written.
                try slapd.change("dn: \(name)\nchangetype: modify\nreplace: mail\nmail: autre@nomades.example\n")
                await #expect(throws: DirectoryFault.changed) { try await DirectoryClient { city }.carry(plan) }
                #expect(try slapd.entries().first?["ou"] == nil)
                let again = try #require(try await self.plan(moved, city))
                #expect(again.mark != plan.mark)
                _ = try await DirectoryClient { city }.carry(again)
                let kept = try #require(try slapd.entries().first)
                #expect(kept["mail"] == [Array("y.legall@nomades.example".utf8)])
                #expect(kept["description"] == [Array("à garder".utf8)] && kept["ou"]?.count == 1)
                #expect(try await self.plan(moved, city) == nil)
            }
        }

        @Test func `DI-10: a creation done twice is one profile, one in somebody else's place is none`() async throws {
            try await Slapd.live { slapd in
                let city = try Directory.city(try slapd.section())
                let plan = try #require(try await plan(person("0412377", [:]), city))
                for _ in 0..<2 { #expect(try await DirectoryClient { city }.carry(plan)?.name == plan.name) }
                #expect(try slapd.entries().count == 1)
                let homonym = person("0412378", [.identifier: "agent.0412377"])
                let other = try #require(try await self.plan(homonym, city))
                await #expect(throws: DirectoryFault.taken) { try await DirectoryClient { city }.carry(other) }
                #expect(try slapd.entries().count == 1)
            }
        }

        @Test func `an account that may only read is told so, and so is a class that is none`() async throws {
            try await Slapd.live { slapd in
                let reader = try slapd.section().replacing("cn=nomade,", with: "cn=lecteur,")
                let city = try Directory.city(reader)
                let plan = try #require(try await plan(person("0412377", [:]), city))
                await #expect(throws: DirectoryFault.denied) { try await DirectoryClient { city }.carry(plan) }
                let odd = try Directory.city(
                    try slapd.section(more: "write: true\n  object-classes: [inetOrgPerson, nothing]")
                )
                let refused = try #require(try await self.plan(person("0412377", [:]), odd))
                await #expect {
                    try await DirectoryClient { odd }.carry(refused)
                } throws: { fault in
                    if case .refused = fault as? DirectoryFault { true } else { false }
                }
                #expect(try slapd.entries().isEmpty)
            }
        }
    }
}
