import NIOCore
import NIOHPACK

/// Sends one request of HTTP/2 as bytes over TLS, and reads what its stream gets.
struct FrameClient: Sendable {
    let port: Int

    /// The status of stream 1; 0 for a stream or connection that was ended instead (RFC 9113 §5.4).
    func send(_ request: HostileRequest, seconds: Double = 5) async throws -> HostileClient.Answers {
        let wire = try await Wire.open(port: port, tls: "intranet.ville.test", protocols: ["h2"])
        try? await wire.send(ByteBuffer(bytes: request.bytes))
        var answers = HostileClient.Answers()
        for _ in 0..<Int(seconds * 500) {
            let isEnded = wire.isEnded
            answers.statuses = FrameClient.statuses(in: wire.bytes, isEnded: isEnded)
            if !answers.statuses.isEmpty || isEnded { break }
            try await Task.sleep(for: .milliseconds(2))
        }
        answers.isOpen = answers.statuses.isEmpty
        await wire.close()
        return answers
    }

    private static func statuses(in bytes: [UInt8], isEnded: Bool) -> [Int] {
        var rest = bytes[...]
        var status: Int?
        while rest.count >= 9 {
            let head = Array(rest.prefix(9))
            let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
            guard rest.count >= 9 + length else { break }
            let payload = rest.dropFirst(9).prefix(length)
            rest = rest.dropFirst(9 + length)
            switch head[3] {
            case 1 where head[8] == 1: status = status ?? statusCode(payload)
            case 3, 7: return [status ?? 0]
            default: break
            }
            if let status, head[8] == 1, head[3] <= 1, head[4] & 1 == 1 { return [status] }
        }
        return isEnded ? [status ?? 0] : []
    }

    private static func statusCode(_ block: ArraySlice<UInt8>) -> Int? {
        var decoder = HPACKDecoder(allocator: ByteBufferAllocator())
        var buffer = ByteBuffer(bytes: block)
        let headers = try? decoder.decodeHeaders(from: &buffer)
        return headers?.first(name: ":status").flatMap { Int($0) }
    }
}
