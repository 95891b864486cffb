package import Hummingbird
import NIOCore

extension Form {
    /// Reads the body of `request`.
    package init(of request: Request) async throws {
        let type = (request.headers[.contentType] ?? "").lowercased()
        guard type.hasPrefix("application/x-www-form-urlencoded") else { throw FormRefusal.notAForm }
        var bytes: [UInt8] = []
        for try await part in request.body {
            guard bytes.count + part.readableBytes <= Self.byteLimit else { throw FormRefusal.tooLarge }
            bytes.append(contentsOf: part.readableBytesView)
        }
        try self.init(bytes: bytes)
    }
}
