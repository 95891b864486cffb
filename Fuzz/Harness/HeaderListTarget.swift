@testable import Gate

/// A request as HTTP/2 brings it, names and values between zero bytes: it is refused, or it is one request with these fields.
enum HeaderListTarget {
    static func check(_ bytes: [UInt8]) {
        let texts = bytes.split(separator: 0, maxSplits: 255, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        let pairs = stride(from: 0, to: texts.count - 1, by: 2).map { (name: texts[$0], value: texts[$0 + 1]) }
        if let section = try? HeaderList.section(pairs) {
            let fields = try? FieldLines.read(section, from: 0, most: 256)
            require(fields?.count == pairs.count || pairs.count > 256, "trailers are other fields than the list's")
        }
        guard let list = try? HeaderList(pairs, isWhole: bytes.count % 2 == 0) else { return }
        guard let head = try? RequestHead(list.bytes) else { return }
        let names = pairs.map(\.name).filter { !$0.hasPrefix(":") && $0 != "cookie" && $0 != "host" }
        let isFramed = names.contains("content-length")
        let own = head.fields.filter { field in
            field.meaning != .host && field.meaning != .cookie && field.meaning != .transferEncoding
                && (isFramed || field.meaning != .contentLength)
        }
        require(own.map { head.text($0.name) } == names, "other fields than the list's")
        for (field, pair) in zip(own, pairs.filter { names.contains($0.name) }) {
            require(head.bytes[field.value].elementsEqual(pair.value.utf8), "another value than the list's")
        }
        require(head.version == .http11, "another version than ours")
        HeadTarget.sentOnAlike(head)
    }
}
