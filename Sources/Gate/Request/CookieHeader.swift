/// The cookies of one request, told apart into the gate's own, which end here, and the app's, which pass (S-7, S-12).
package struct CookieHeader: Sendable {
    /// The names of the gate's cookies that it reads itself.
    package enum Name {
        package static let app = "__Host-nomade-app"
        package static let nonce = "__Host-nomade-nonce"
    }

    /// The pairs that are the app's, in their order, as places in the head's bytes.
    package let kept: [Range<Int>]
    /// Whether anything was cut, so that the field must be written anew.
    package let isCut: Bool
    /// All pairs, ours included.
    package let count: Int

    private let bytes: [UInt8]
    private let own: [(name: Range<Int>, value: Range<Int>)]

    package init(_ head: RequestHead) {
        var kept: [Range<Int>] = []
        var own: [(name: Range<Int>, value: Range<Int>)] = []
        var count = 0
        for field in head.fields where field.meaning == .cookie {
            for part in head.bytes.parts(of: field.value, between: Octet.semicolon) {
                let pair = head.bytes.trimmed(part)
                guard !pair.isEmpty else { continue }
                count += 1
                if CookieHeader.isOurs(head.bytes, pair) {
                    own.append(CookieHeader.split(head.bytes, pair))
                } else {
                    kept.append(pair)
                }
            }
        }
        self.kept = kept
        self.own = own
        self.count = count
        self.bytes = head.bytes
        isCut = !own.isEmpty
    }

    /// The values that came under one of our names, in the order of the request.
    package func values(_ name: String) -> [String] {
        own.filter { bytes[$0.name].elementsEqual(name.utf8) }.map { bytes.text($0.value) }
    }

    /// A value that came once; nil where none or several came: two cookies of one name are both disbelieved (S-12).
    package func value(_ name: String) -> String? {
        var found: Range<Int>?
        for pair in own where bytes[pair.name].elementsEqual(name.utf8) {
            guard found == nil else { return nil }
            found = pair.value
        }
        return found.map { bytes.text($0) }
    }

    /// The name of every pair, ours first.
    var allNames: [String] {
        own.map { bytes.text($0.name) } + kept.map { bytes.text(CookieHeader.split(bytes, $0).name) }
    }

    /// Whether a name came more than once.
    package func isDoubled(_ name: String) -> Bool {
        own.count > 1 && own.count { bytes[$0.name].elementsEqual(name.utf8) } > 1
    }

    /// Whether a pair (or a nameless value that a browser would send as one) bears a name of the gate, in any case.
    static func isOurs(_ bytes: [UInt8], _ pair: Range<Int>) -> Bool {
        var start = pair.lowerBound
        while start < pair.upperBound, bytes[start] <= 0x20 || bytes[start] == Octet.equals || bytes[start] == 0x22 {
            start += 1
        }
        return bytes.starts(with: prefix, in: start..<pair.upperBound)
    }

    private static let prefix = Array("__host-nomade".utf8)

    private static func split(_ bytes: [UInt8], _ pair: Range<Int>) -> (name: Range<Int>, value: Range<Int>) {
        guard let equals = pair.first(where: { bytes[$0] == Octet.equals }) else {
            return (pair, pair.upperBound..<pair.upperBound)
        }
        return (bytes.trimmed(pair.lowerBound..<equals), bytes.trimmed((equals + 1)..<pair.upperBound))
    }
}
