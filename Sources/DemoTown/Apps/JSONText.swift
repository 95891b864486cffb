/// JSON written by hand for the few lines that the town's apps answer.
enum JSONText {
    /// A string with its quotes, every control character escaped.
    static func string(_ text: String) -> String {
        var written = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": written += "\\\""
            case "\\": written += "\\\\"
            case let control where control.value < 0x20:
                let digits = String(control.value, radix: 16)
                written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: written.unicodeScalars.append(scalar)
            }
        }
        return written + "\""
    }

    /// An object whose values are strings, in the order given; a repeated name keeps all its values, joined by commas.
    static func object(_ members: [(String, String)]) -> String {
        var names: [String] = []
        var values: [String: String] = [:]
        for (name, value) in members {
            if let earlier = values[name] {
                values[name] = earlier + ", " + value
            } else {
                names.append(name)
                values[name] = value
            }
        }
        let written = names.map { string($0) + ":" + string(values[$0] ?? "") }
        return "{" + written.joined(separator: ",") + "}"
    }
}
