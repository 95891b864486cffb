extension ClientHead: OutgoingHead {
    var list: AnswerList {
        let named = FieldRules.named(head.bytes, head.fields)
        var list = AnswerList(status: head.status)
        for field in head.fields where field.meaning != .transferEncoding {
            switch fate(of: field, named: named) {
            case .cut: continue
            case .passes: list.add(head.bytes, field.name, head.bytes[field.value])
            case .written(let value): list.add(head.bytes, field.name, value[...])
            }
        }
        return list
    }
}
