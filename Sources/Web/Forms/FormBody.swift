package import Hummingbird
import NIOCore

extension Form {
    static let contentType = "application/x-www-form-urlencoded"

    /// Reads the body of `request`.
    package init(of request: Request) async throws {
        let type = (request.headers[.contentType] ?? "").lowercased()
        guard type.hasPrefix(Self.contentType) else { throw FormRefusal.notAForm }
        try self.init(bytes: await Self.bytes(of: request))
    }

    /// The body within the limit.
    static func bytes(of request: Request) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await part in request.body {
            guard bytes.count + part.readableBytes <= Self.byteLimit else { throw FormRefusal.tooLarge }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }
}
