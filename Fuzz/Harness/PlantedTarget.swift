import NIOCore

@testable import Gate

/// Two faults of the kind that this package is there to find; `Scripts/fuzz` fails when a run passes over them.
enum PlantedTarget {
    /// A port read without a limit: six digits are a trap, and a remote kill.
    static func trap(_ bytes: [UInt8]) {
        var port: UInt16 = 0
        for byte in bytes where Octet.isDigit(byte) { port = port * 10 + UInt16(byte - Octet.zero) }
        require("\(port)".utf8.count <= 5, "a port of six digits")
    }

    /// A line feed taken for a line end, as many servers do: behind it stands a field that nobody judged.
    static func leniency(_ bytes: [UInt8]) {
        var mended: [UInt8] = []
        for byte in bytes {
            if byte == Octet.lineFeed, mended.last != Octet.carriageReturn { mended.append(Octet.carriageReturn) }
            mended.append(byte)
        }
        guard let head = try? RequestHead(mended) else { return }
        let strict = try? RequestHead(bytes)
        require(strict?.fields.count == head.fields.count, "a lenient reader sees other fields")
    }
}
