import Crypto
import Foundation

/// The key file as text: a line for each key, then a line that tells whether all of it is there.
enum KeyFileText {
    private static let title = "nomade-keys 1"

    static func write(_ file: KeyFile) -> String {
        var text = """
            \(title)
            # Keep a copy apart from the database and its backups: whoever holds both can read every secret.
            # The last key seals; the older ones still open what they sealed.

            """
        for key in file.keys { text += "key \(key.name) \(Data(key.bytes).base64EncodedString())\n" }
        return text + "end \(checksum(of: text))\n"
    }

    static func read(_ bytes: [UInt8], path: String) throws(KeyFileMistake) -> KeyFile {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard lines.first == title else { throw .malformed(path: path, line: 1) }
        guard lines.popLast() == "", let end = lines.popLast() else { throw .truncated(path: path) }
        let body = lines.map { $0 + "\n" }.joined()
        guard end == "end \(checksum(of: body))" else { throw .truncated(path: path) }
        var keys: [NamedKey] = []
        for (index, line) in lines.enumerated().dropFirst() where !line.hasPrefix("#") {
            guard let key = key(of: line) else { throw .malformed(path: path, line: index + 1) }
            keys.append(key)
        }
        guard let file = KeyFile(keys: keys) else { throw .malformed(path: path, line: lines.count) }
        return file
    }

    private static func key(of line: String) -> NamedKey? {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 3, words[0] == "key", let data = Data(base64Encoded: words[2]) else { return nil }
        return NamedKey(name: words[1], bytes: Array(data))
    }

    private static func checksum(of text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
    }
}
