/// Text with `{{names}}` to be filled.
struct Template {
    private(set) var text: String

    init(bytes: [UInt8]) {
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// Puts a value in every place of that name.
    mutating func put(_ value: String, for name: String) {
        let mark = "{{" + name + "}}"
        var pieces: [Substring] = []
        var rest = text[...]
        while let range = rest.firstRange(of: mark) {
            pieces += [rest[..<range.lowerBound], value[...]]
            rest = rest[range.upperBound...]
        }
        text = pieces.joined() + rest
    }
}
