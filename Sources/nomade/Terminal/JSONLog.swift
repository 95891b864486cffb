import Foundation
import Logging

/// One JSON object a line on stderr: what a log collector reads; values are encoded, so that no line can be forged.
struct JSONLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    private let label: String

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = metadata.merging(event.metadata ?? [:]) { _, new in new }.mapValues { "\($0)" }
        // The wiring's own clock: a line is stamped as it is written, whatever hour a demo fixes for its rules.
        line["time"] = Date().formatted(.iso8601)
        line["level"] = event.level.rawValue
        line["label"] = label
        line["message"] = event.message.description
        guard let bytes = try? JSONEncoder().encode(line) else { return }
        FileHandle.standardError.write(bytes + Data("\n".utf8))
    }
}
