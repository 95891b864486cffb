import Foundation

/// The two streams: data on stdout, words on stderr.
enum Terminal {
    /// Whether a person reads stderr, so that progress and colour make sense.
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    static func print(_ data: String) {
        FileHandle.standardOutput.write(Data((data + "\n").utf8))
    }

    static func say(_ words: String) {
        FileHandle.standardError.write(Data((words + "\n").utf8))
    }

    /// One JSON document with stable key order.
    static func print(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
