import City
import DemoTown
import Foundation
import Policy
import Portal
import Store
import TwoEngines

/// The demo's town behind two gates: two `nomade serve` processes on one database, and an app that takes its time.
struct TwoGates {
    let town: Town
    let people: [Residents.Resident]
    let quay: Quay
    let a: Served
    let b: Served

    /// On the engine of the running test, in a database of this story's own.
    static func live(_ story: (TwoGates) async throws -> Void) async throws {
        let lease = Engine.current == .postgreSQL ? try await LeasedDatabase() : nil
        try await live(on: lease?.address, story)
        try lease?.close()
    }

    static func live(on address: PostgreSQLAddress?, _ story: (TwoGates) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nomade-gates-\(UUID().uuidString)").path
        let quay = try await Quay.open()
        var options = TownOptions(folder: folder, port: try await Served.freePort())
        options.apps = [TownOptions.MoreApp(name: "quai", url: quay.url)]
        let town = try await Town.prepare(options, now: Clock().now())
        try address?.write(into: town.files.city)
        let installation = try await Installation.open(try City.read(path: town.files.city), now: Clock().now())
        let residents = Residents(installation)
        try await residents.settle(town.files, now: Clock().now())
        let people = try await residents.named(now: Clock().now())
        let a = try Served.city(town.files.city, shiftingPorts: 0, folder: folder)
        let b = try Served.city(town.files.city, shiftingPorts: 10, folder: folder)
        let gates = TwoGates(town: town, people: people, quay: quay, a: a, b: b)
        do {
            try await a.start()
            try await b.start()
            try await story(gates)
        } catch {
            await gates.close()
            throw error
        }
        await gates.close()
    }

    private func close() async {
        for gate in [a, b] { gate.kill() }
        await town.stop()
        await quay.close()
        try? FileManager.default.removeItem(atPath: town.options.folder)
    }

    func browser() -> Browser {
        let hosts = ["nomades", "quai.nomades", "intranet.nomades", "echo.nomades"].map { "\($0).localhost" }
        return Browser(authority: town.files.authority.root, hosts: hosts)
    }

    func person(_ first: String) throws -> Residents.Resident {
        guard let person = people.first(where: { $0.name.hasPrefix(first) }) else { throw WorldMistake("no \(first)") }
        return person
    }

    func address(_ gate: Served, of app: String = "quai", _ path: String = "") -> String {
        "https://\(app).nomades.localhost:\(gate.port)/\(path)"
    }

    /// A connection to the slow app through a gate, with the browser's cookie, and a request sent over it.
    func line(_ gate: Served, _ browser: Browser, _ request: String, _ more: String = "") async throws -> Line {
        let host = "quai.nomades.localhost"
        let line = try await Line.open(port: gate.port, host: host, trusting: town.files.authority.root)
        let cookie = (browser.cookies[host] ?? [:]).map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        try await line.send("\(request) HTTP/1.1\r\nHost: \(host):\(gate.port)\r\nCookie: \(cookie)\r\n\(more)\r\n")
        return line
    }

    /// A WebSocket, a download under way and an upload under way.
    func openAll(_ gate: Served, _ browser: Browser) async throws -> [Line] {
        let origin = "https://quai.nomades.localhost:\(gate.port)"
        let upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nOrigin: \(origin)\r\nSec-WebSocket-Key: k\r\n"
        let socket = try await line(gate, browser, "GET /socket", upgrade)
        guard try await socket.wait(for: "101 ") else { throw WorldMistake("no socket: \(socket.text)") }
        let download = try await line(gate, browser, "GET /slow")
        guard try await download.wait(for: "begun") else { throw WorldMistake("no download: \(download.text)") }
        return [socket, download, try await upload(gate, browser)]
    }

    func upload(_ gate: Served, _ browser: Browser) async throws -> Line {
        let origin = "https://quai.nomades.localhost:\(gate.port)"
        let upload = try await line(gate, browser, "POST /", "Origin: \(origin)\r\nContent-Length: 10\r\n")
        try await upload.send("12345")
        try await Task.sleep(for: .milliseconds(100))
        return upload
    }
}
