import City
import People
import Testing

@Suite struct `A profile beside the personnel feed` {
    private let directory = CityDirectory.sample
    private let person = DirectoryPerson(
        number: "0412377",
        values: [
            .number: "0412377", .identifier: "yann.muller", .lastName: "Müller", .firstName: "Yann", .mail: "y@x.fr",
            .fullName: "Yann Müller", .phone: "+33639984502", .department: "DPE",
        ]
    )

    private func comparison(_ values: [String: [String]], name: String = "uid=yann.muller,ou=agents,dc=x")
        -> DirectoryComparison
    {
        let entry = DirectoryEntry(name: name, values: values.mapValues { $0.map { Array($0.utf8) } })
        return DirectoryComparison(person, entry, in: directory)
    }

    private func verdict(_ field: DirectoryField, _ values: [String]) -> DirectoryComparison.Verdict? {
        comparison([field.usualAttribute: values]).fields.first { $0.field == field }?.verdict
    }

    @Test(arguments: [
        (DirectoryField.lastName, "MULLER"), (.lastName, "Mueller"), (.lastName, "müller"), (.fullName, "YANN MULLER"),
        (.mail, "Y@X.fr"), (.phone, "06 39 98 45 02"), (.phone, "+33 (0)6 39984502"), (.identifier, "Yann.Muller"),
        (.department, "dpe"), (.number, "0412377"),
    ])
    func `DI-7, D-105: says the same in another spelling of the same`(field: DirectoryField, found: String) {
        #expect(verdict(field, [found]) == .same)
        #expect(verdict(field, ["autre", found]) == .same)
    }

    @Test(arguments: [
        (DirectoryField.lastName, "Muller-Roy"), (.mail, "y@x.org"), (.phone, "06 39 98 45 03"), (.phone, "2502"),
        (.identifier, "yann.müller"), (.number, "412377"), (.lastName, ""),
    ])
    func `DI-7: differs where it says something else`(field: DirectoryField, found: String) {
        #expect(verdict(field, [found]) == .differs)
    }

    @Test func `DI-7: tells what is missing from what the feed does not know`() {
        #expect(verdict(.mail, []) == .missing)
        #expect(verdict(.unit, ["Atelier"]) == .extra)
        #expect(verdict(.unit, []) == .unknown)
    }

    @Test func `DI-7: bytes that are no text are no spelling of anything`() {
        let entry = DirectoryEntry(name: "uid=x,dc=x", values: ["SN": [[0xFF, 0xFE]]])
        let line = DirectoryComparison(person, entry, in: directory).fields.first { $0.field == .lastName }
        #expect(line?.verdict == .differs)
    }

    @Test func `DI-9: is mended where the feed knows better, and nowhere else`() throws {
        let found = comparison([
            "employeeNumber": ["0412377"], "uid": ["y.muller"], "sn": ["Roy"], "ou": ["Atelier"], "cn": ["Yann Müller"],
            "givenName": ["Yann"], "mail": ["a@x.fr", "b@x.fr"], "telephoneNumber": ["0639984502"],
        ])
        #expect(!found.isSame)
        let plan = try #require(found.plan(in: directory))
        #expect(plan.kind == .mending)
        #expect(plan.changes.map(\.attribute) == ["sn", "mail", "departmentNumber"])
        #expect(plan.changes[1].old == [Array("a@x.fr".utf8), Array("b@x.fr".utf8)])
        #expect(plan.changes[2].old.isEmpty)
    }

    @Test func `DI-8: every difference between two plans shows in their marks`() throws {
        let plans = try [["a@x.fr"], ["b@x.fr"], [], ["a@x.fr", "b@x.fr"]].map { mail in
            try #require(comparison(["mail": mail]).plan(in: directory))
        }
        #expect(Set(plans.map(\.mark)).count == 4)
        let same = try #require(comparison(["mail": ["a@x.fr"]]).plan(in: directory))
        #expect(plans[0].mark == same.mark)
        let elsewhere = comparison(["mail": ["a@x.fr"]], name: "uid=other,ou=agents,dc=x").plan(in: directory)
        #expect(elsewhere?.mark != plans[0].mark)
    }

    @Test func `is created with its classes and all that the feed knows`() throws {
        let plan = try #require(DirectoryComparison(person, nil, in: directory).plan(in: directory))
        #expect(plan.kind == .creation && plan.name == "uid=yann.muller,ou=agents,dc=x")
        #expect(plan.changes.map(\.attribute).contains("objectClass") && plan.changes.count == 9)
        #expect(plan.changes.allSatisfy { $0.old.isEmpty })
    }

    @Test func `nothing is planned where the city lets nobody write, nor where all is the same`() {
        let readOnly = CityDirectory(directory.server, base: directory.base, attributes: directory.attributes)
        #expect(DirectoryComparison(person, nil, in: readOnly).plan(in: readOnly) == nil)
        let same = comparison(
            person.values.reduce(into: [:]) { $0[$1.key.usualAttribute] = [$1.value] }
        )
        #expect(same.isSame && same.plan(in: directory) == nil)
    }
}
