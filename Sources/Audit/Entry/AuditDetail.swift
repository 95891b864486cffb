import Foundation

/// What else is known of an act, as JSON: the trace of a decision, the fields that changed; never a secret.
package struct AuditDetail: Hashable, Sendable {
    /// What is longer than this is not kept, so that nobody can fill the log with one value: 64 KiB.
    static let limit = 65_536
    /// One line of JSON, keys in order.
    package let json: String

    /// No detail.
    package static let none = AuditDetail(json: "{}")

    /// A value that JSON can hold; one that it cannot, or too long, is noted as such: no entry may fail for its detail.
    package init(_ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            self = AuditDetail(json: #"{"detail":"unwritable"}"#); return
        }
        let text = AuditText.escaped(String(decoding: data, as: UTF8.self), by: AuditText.json)
        self.init(json: text.utf8.count > Self.limit ? #"{"detail":"too long","bytes":\#(text.utf8.count)}"# : text)
    }

    /// The value that was put in; nil when it was another type.
    package func decoded<T: Decodable>(as type: T.Type) -> T? {
        try? JSONDecoder().decode(type, from: Data(json.utf8))
    }

    init(json: String) {
        self.json = json
    }
}
