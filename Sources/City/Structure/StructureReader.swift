/// Reads `employers`, `contacts` and `departments`.
struct StructureReader {
    let root: Section

    func structure() -> CityStructure {
        let contacts = contacts()
        let employers = employers()
        let departments = departments(employers: employers, contacts: contacts)
        return CityStructure(employers: employers, departments: departments, contacts: contacts)
    }

    private func employers() -> [String: Employer] {
        let example = "ville: {name: Ville de Nomades, siret: \"21750001600019\"}"
        var employers: [String: Employer] = [:]
        for (key, section) in root.sections("employers", kind: "employer", example: example) {
            section.knows("name siret")
            let siret = section.text("siret", example: "\"21750001600019\"")
            let digits = siret.value.utf8.filter { $0 != 32 }
            if !siret.value.isEmpty && (digits.count != 14 || !digits.allSatisfy { (48...57).contains($0) }) {
                section.note(
                    .value,
                    "\(section.name): \"\(siret.value)\" is no SIRET",
                    at: siret.place,
                    fix: "write fourteen digits in quotes"
                )
            }
            employers[key] = Employer(
                key: key,
                name: section.text("name", example: "Ville de Nomades").value,
                siret: String(decoding: digits, as: UTF8.self)
            )
        }
        return employers
    }

    private func contacts() -> [String: Contact] {
        let example = "rh: {name: Ressources humaines, phone: 01 99 00 45 10}"
        var contacts: [String: Contact] = [:]
        for (id, section) in root.sections("contacts", kind: "contact", example: example) {
            section.knows("name office phone hours mail")
            if !section.has("phone") && !section.has("mail") && !section.has("office") {
                section.note(
                    .missingKey,
                    "\(section.name) can be reached nowhere",
                    fix: "add  phone, mail or office"
                )
            }
            contacts[id] = Contact(
                id: id,
                name: section.text("name", example: "Ressources humaines").value,
                office: section.optionalText("office")?.value,
                phone: section.optionalText("phone")?.value,
                hours: section.optionalText("hours")?.value,
                mail: section.optionalText("mail")?.value
            )
        }
        return contacts
    }

    private func departments(employers: [String: Employer], contacts: [String: Contact]) -> [String: Department] {
        let example = "dpe: {name: Propreté et eau, employer: ville, contacts: {hr: rh, it: it}}"
        let sections = root.sections("departments", kind: "department", example: example)
        return sections.reduce(into: [:]) { departments, pair in
            departments[pair.key] = DepartmentReader(section: pair.section, employers: employers, contacts: contacts)
                .department(pair.key)
        }
    }
}
