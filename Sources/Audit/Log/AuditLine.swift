import Foundation
import Web

/// A record as one line of JSON: what an export prints and a collector reads.
package struct AuditLine: Encodable, Sendable {
    private let number: Int64
    private let at: Int64
    private let who: String
    private let subject: String?
    private let act: String
    private let object: String?
    private let channel: String?
    private let address: String?
    private let reference: String?
    private let times: Int64
    private let detail: String

    package init(_ record: AuditRecord) {
        number = record.number
        at = record.entry.at
        who = record.entry.who.text
        subject = record.entry.subject
        act = record.entry.act
        object = record.entry.object
        channel = record.entry.origin?.channel
        address = record.entry.origin?.address
        reference = record.entry.reference?.description
        times = record.times
        detail = record.entry.detail.json
    }

    /// Keys in order, without a newline; the values were made safe when they were recorded.
    package var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}
