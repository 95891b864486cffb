import CPostgreSQL
import Foundation

/// One open connection of libpq, owned by one thread; every wait has an end.
final class PostgreSQLLink {
    let handle: OpaquePointer
    private var deadline = ContinuousClock.now

    /// Connects; throws `StoreError.unreachable` in words that hold no secret.
    init(to address: PostgreSQLAddress, limits: PostgreSQLLimits) throws(StoreError) {
        let options = try Self.options(address, limits).sorted { $0.key < $1.key }
        let opened = Self.withCStrings(options.map(\.key)) { keys in
            Self.withCStrings(options.map(\.value)) { PQconnectdbParams(keys, $0, 0) }
        }
        guard let opened else { throw .unreachable("\(address): no memory for a connection") }
        guard PQstatus(opened) == CONNECTION_OK, PQsetnonblocking(opened, 1) == 0 else {
            let message = Self.message(of: opened)
            PQfinish(opened)
            throw .unreachable("\(address): \(message)")
        }
        PQsetNoticeReceiver(opened, { _, _ in }, nil)
        handle = opened
    }

    deinit { PQfinish(handle) }

    /// From now on, waiting longer than this many milliseconds ends in `StoreError.lost`.
    func allow(milliseconds: Int) {
        deadline = .now.advanced(by: .milliseconds(milliseconds))
    }

    /// The next result, or nil at the end of one command's results.
    func next() throws(StoreError) -> PostgreSQLAnswer? {
        while true {
            let unsent = PQflush(handle)
            if unsent == 0, PQisBusy(handle) == 0 {
                let answer = PQgetResult(handle).map(PostgreSQLAnswer.init)
                if answer == nil, PQstatus(handle) != CONNECTION_OK { throw lost }
                return answer
            }
            guard unsent >= 0, try wait(forWriting: unsent == 1), PQconsumeInput(handle) == 1 else { throw lost }
        }
    }

    /// Waits until the server sends something or `milliseconds` are over; false when nothing came.
    func listen(milliseconds: Int32) -> Bool {
        var socket = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        return poll(&socket, 1, milliseconds) > 0
    }

    /// Reads what has come unasked; false when the server ended the connection.
    var isAlive: Bool {
        while listen(milliseconds: 0) {
            guard PQconsumeInput(handle) == 1 else { return false }
        }
        return PQstatus(handle) == CONNECTION_OK
    }

    /// What is thrown when the connection is no more.
    var lost: StoreError { .lost(Self.message(of: handle)) }

    private func wait(forWriting: Bool) throws(StoreError) -> Bool {
        let left = ContinuousClock.now.duration(to: deadline).components
        let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
        guard milliseconds > 0 else { throw .lost("the server did not answer in time") }
        var socket = pollfd(fd: PQsocket(handle), events: Int16(forWriting ? POLLIN | POLLOUT : POLLIN), revents: 0)
        let ready = poll(&socket, 1, Int32(clamping: milliseconds))
        return ready >= 0 || errno == EINTR
    }

    private static func message(of handle: OpaquePointer) -> String {
        let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        let line = text.split(separator: "\n").first.map(String.init) ?? ""
        return line.isEmpty ? "the connection ended" : line
    }

    private static func options(_ address: PostgreSQLAddress, _ limits: PostgreSQLLimits) throws(StoreError)
        -> [String: String]
    {
        var options = [
            "port": "\(address.port)", "dbname": address.name, "application_name": "nomade",
            "client_encoding": "UTF8", "options": limits.settings, "connect_timeout": "\(limits.connectSeconds)",
            "tcp_user_timeout": "\(limits.connectSeconds * 1000)", "keepalives_idle": "5", "keepalives_interval": "2",
            "keepalives_count": "3", "sslmode": address.isLocal ? "prefer" : "verify-full",
        ]
        options["host"] = address.host
        options["user"] = address.role
        if !address.isLocal { options["sslrootcert"] = address.authority ?? "/etc/ssl/certs/ca-certificates.crt" }
        if let file = address.passwordFile { options["password"] = try PasswordFile.read(file) }
        return options
    }

    private static func withCStrings<T>(_ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> T) -> T {
        let copies = texts.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies.map { UnsafePointer($0) } + [nil])
    }
}
