import HTTPTypes
import Web

/// The page that shows what will be written into the directory, byte for byte as far as bytes can be read.
struct ITPlanSheet {
    let plan: DirectoryPlan
    let person: Agent

    var page: Page {
        let kind = plan.kind.rawValue
        var page = Page(template: "it-profile", title: "it.\(kind)", status: .ok)
        page.values = [
            "name": .text(person.names.full),
            "number": .text(person.number),
            "what": .said("it.\(kind).what", ["name": person.names.full]),
            "entry": .text(plan.name),
            "changes": .list(
                plan.changes.map { change in
                    [
                        "attribute": .text(change.attribute),
                        "old": .text(ShownBytes.list(change.old)),
                        "new": .text(ShownBytes.list(change.new)),
                    ]
                }
            ),
            "plan": .text(plan.mark),
            "action": .text("/desk/it/people/\(person.number)/profile"),
            "back": .text("/desk/it/people/\(person.number)"),
            "button": .said("it.\(kind).button"),
        ]
        return page
    }
}
