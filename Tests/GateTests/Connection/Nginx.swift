import Foundation
import NIOCore
import NIOPosix

/// Debian's nginx as an app behind TLS.
final class Nginx: Sendable {
    let port: Int
    private let process: Process

    /// Shows the certificate `name` of the authority; `asks` demands one of the client.
    static func open(_ authority: TestAuthority, _ name: String, asks: Bool = false) async throws -> Nginx {
        let probe = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(
            host: "127.0.0.1",
            port: 0
        )
        .get()
        let port = probe.localAddress?.port ?? 0
        try await probe.close()
        let demand = asks ? "ssl_client_certificate \(authority.path("ca.pem")); ssl_verify_client on;" : ""
        let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
            "\($0)_temp_path \(authority.path($0));"
        }
        let text = """
            daemon off; user root; worker_processes 1; pid \(authority.path("nginx.pid")); error_log /dev/null;
            events {}
            http { access_log off; \(paths.joined(separator: " "))
              server { listen 127.0.0.1:\(port) ssl; \(demand)
                ssl_certificate \(authority.path("\(name).pem")); ssl_certificate_key \(authority.path("\(name).key"));
                location / { return 200 "name:$ssl_server_name shown:$ssl_client_s_dn person:$http_remote_user"; } } }
            """
        let file = authority.folder.appending(path: "nginx.conf")
        try Data(text.utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/sbin/nginx")
        process.arguments = ["-c", file.path(), "-p", authority.folder.path(), "-e", "/dev/null"]
        process.standardError = FileHandle.nullDevice
        try process.run()
        let nginx = Nginx(port: port, process: process)
        for _ in 0..<500 {
            if let channel = try? await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: port).get()
            {
                try? await channel.close()
                break
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return nginx
    }

    private init(port: Int, process: Process) {
        self.port = port
        self.process = process
    }

    func close() { process.terminate() }
}
