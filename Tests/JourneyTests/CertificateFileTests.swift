import City
import DemoTown
import Foundation
import Gate
import Policy
import Portal
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A certificate file` {
    @Test func `S-35: that changes holds within seconds, no connection is dropped, and a broken one changes nothing`()
        async throws
    {
        try await LivingTown.live { (town: LivingTown) async throws in
            let files = town.town.files.authority
            let help = "https://nomades.localhost:\(town.town.options.port)/help"
            let before = town.browser()
            #expect(try await before.open(help).status == 200)

            let names = try GateCertificate(.init(chain: files.chain, key: files.key)).names
            let folder = FileManager.default.temporaryDirectory.appending(path: "nomade-renewed-\(UUID().uuidString)")
                .path
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let renewed = try Authority.prepare(in: folder, for: names, now: Clock().now())
            for (new, old) in [(renewed.key, files.key), (renewed.chain, files.chain)] {
                try Data(contentsOf: URL(filePath: new)).write(to: URL(filePath: old), options: .atomic)
            }
            #expect(try await opens(help, trusting: renewed.root))
            #expect(try await before.open(help).status == 200, "the connection of before goes on")

            try Data("no certificate".utf8).write(to: URL(filePath: files.chain), options: .atomic)
            try await Task.sleep(for: .seconds(5))
            #expect(try await opens(help, trusting: renewed.root))
            try await before.close()
        }
    }

    /// Tries with new connections for half a minute.
    private func opens(_ address: String, trusting root: String) async throws -> Bool {
        for _ in 0..<60 {
            let browser = Browser(authority: root, hosts: ["nomades.localhost"])
            let status = try? await browser.open(address).status
            try await browser.close()
            if status == 200 { return true }
            try await Task.sleep(for: .milliseconds(500))
        }
        return false
    }
}
