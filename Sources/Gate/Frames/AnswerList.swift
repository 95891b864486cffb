import NIOHPACK

/// An answer's head as HTTP/2 lists it: the status, then names in lower case (RFC 9113 §8.3.2).
struct AnswerList {
    private(set) var headers: HPACKHeaders

    init(status: Int) {
        headers = HPACKHeaders()
        headers.reserveCapacity(24)
        headers.add(name: ":status", value: String(status))
    }

    /// A trailer section.
    init() { headers = HPACKHeaders() }

    /// Adds a field whose name is in lower case already.
    mutating func add(_ name: String, _ value: String) { headers.add(name: name, value: value) }

    /// Adds a field of an upstream, as places in its bytes.
    mutating func add(_ bytes: [UInt8], _ name: Range<Int>, _ value: ArraySlice<UInt8>) {
        let text = String(validating: value, as: UTF8.self) ?? AnswerList.latin(value)
        headers.add(name: String(decoding: bytes.lowered(name), as: UTF8.self), value: text)
    }

    /// A value that is no UTF-8 is read as Latin-1, as browsers do: the library lists texts only.
    private static func latin(_ value: ArraySlice<UInt8>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: value.lazy.map { Unicode.Scalar($0) })
        return text
    }
}
