import City
import HTTPTypes
import Policy
import Web

/// The form by which somebody is declared by hand.
struct DeclarationSheet {
    let city: City
    /// The officer's departments.
    let departments: [String]
    let declaration: Declaration
    let mistakes: [FieldMistake]

    func page() -> Page {
        let isExternal = declaration.kind == .external
        var page = Page(
            template: "desk-declaration",
            title: isExternal ? "declare.external" : "declare.newcomer",
            status: mistakes.isEmpty ? .ok : .unprocessableContent
        )
        page.values = [
            "kind": .text(declaration.kind.rawValue),
            "isExternal": .flag(isExternal),
            "other": .text("/desk/hr/declaration" + (isExternal ? "" : "?kind=external")),
            "most": .text(String(declaration.kind.mostDays)),
            "birthName": .field(field("birth-name", declaration.names.birth)),
            "usageName": .field(field("usage-name", declaration.names.usage ?? "")),
            "firstNames": .field(field("first-names", declaration.names.first)),
            "departments": .list(
                departments.map { key in
                    [
                        "key": .text(key), "name": .text(city.departments[key]?.name ?? key),
                        "selected": .flag(key == declaration["department"]),
                    ]
                }
            ),
            "departmentMistake": words(of: "department"),
            "isKnown": .flag(mistakes.contains { $0.code == DeclarationMistake.known.rawValue }),
            "isEnglish": .flag(declaration["language"] == "en"),
        ]
        for name in Declaration.lines where name != "department" && name != "language" {
            page.values[name] = .field(field(name, declaration[name]))
        }
        page.values.merge(declaration.birth.values(mistakes)) { $1 }
        page.mistakes = mistakes
        return page
    }

    private func field(_ name: String, _ value: String) -> Field {
        let hinted: Set = ["number", "function", "supervisor", "from", "until", "phone", "usage-name", "sponsor"]
        return Field(
            name,
            .plain,
            label: "declare.field-\(name)",
            hint: hinted.contains(name) ? "declare.hint-\(name)" : nil,
            value: value
        )
    }

    private func words(of field: String) -> Value {
        mistakes.first { $0.field == field }.map { .said($0.code, $0.values) } ?? ""
    }
}
