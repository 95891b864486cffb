import City
import Crypto
import Foundation
import People
import Policy
import Store
import SwiftASN1
import X509

@testable import Portal

/// A city of two apps in a folder of its own, in good health until a test breaks something.
struct Clinic {
    static let migrations = StoreSchema.migrations + AgentSchema.migrations
    static var now: Instant { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
    let folder: String
    let city: City

    var files: CityFiles { city.files }

    static func with(
        hosts: [String] = ["nomades.example.fr", "*.nomades.example.fr"],
        days: ClosedRange<Int> = -1...90,
        _ body: (Clinic) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nomade-\(UUID().uuidString)").path
        let data = folder + "/data"
        try FileManager.default.createDirectory(
            atPath: data,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try text.write(toFile: folder + "/nomade.yaml", atomically: true, encoding: .utf8)
        chmod(folder + "/nomade.yaml", 0o644)
        try "a password\n".write(toFile: folder + "/sms.password", atomically: true, encoding: .utf8)
        let clinic = Clinic(folder: folder, city: try City.read(path: folder + "/nomade.yaml"))
        try clinic.certify(hosts: hosts, days: days)
        try await clinic.settle()
        try await body(clinic)
    }

    /// The field in which a server says what time it is, that many seconds ahead of ours.
    static func date(ahead seconds: Int64 = 0) -> Reply.Field {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        let date = Date(timeIntervalSince1970: TimeInterval(now.seconds + seconds))
        return Reply.Field(name: "date", value: format.string(from: date))
    }

    /// The checks of one layer.
    func checks(_ layer: CheckLayer, probe: Probe = .healthy, at now: Instant = Clinic.now) async -> [Check] {
        await Doctor(city: city, migrations: Self.migrations, now: now, probe: probe).examine()
            .filter { $0.layer == layer }
    }

    private func settle() async throws {
        let keys = try KeyFile.create(at: files.keyFile, outside: files.data, named: "2026-11-24")
        let database = try SQLiteDatabase(path: files.database)
        try await database.migrate(Self.migrations)
        try await database.write { try KeyStore.agree(on: keys, at: files.keyFile, in: $0) }
        try database.close()
    }

    func certify(hosts: [String], days: ClosedRange<Int>) throws {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let start = Date(timeIntervalSince1970: TimeInterval(Self.now.seconds))
        let name = try DistinguishedName { CommonName("nomades") }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: .init(),
            publicKey: key.publicKey,
            notValidBefore: start.addingTimeInterval(TimeInterval(days.lowerBound) * 86_400),
            notValidAfter: start.addingTimeInterval(TimeInterval(days.upperBound) * 86_400),
            issuer: name,
            subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try .init { SubjectAlternativeNames(hosts.map(GeneralName.dnsName)) },
            issuerPrivateKey: key
        )
        try certificate.serializeAsPEM().pemString.write(toFile: folder + "/tls.pem", atomically: true, encoding: .utf8)
        try key.serializeAsPEM().pemString.write(toFile: folder + "/tls.key", atomically: true, encoding: .utf8)
        chmod(folder + "/tls.key", 0o600)
    }

    private static let text = """
        city: {name: Ville de Nomades, time-zone: Europe/Paris, portal: "https://nomades.example.fr"}
        data: ./data
        key-file: ./nomade.key
        certificate: {chain: tls.pem, key: tls.key}
        listeners:
          - {address: "0.0.0.0:8443", channel: nomade}
          - {address: "127.0.0.1:8444", channel: office}
        operation: "127.0.0.1:8499"
        messages:
          sms: {gateway: "https://sms.nomades.example.fr/sendsms", username: nomade, password-file: sms.password, from: VILLE}
        employers: {ville: {name: Ville de Nomades, siret: "21750001600019"}}
        contacts:
          it-dsin: {name: Référents informatiques, phone: 01 99 00 45 10}
        departments:
          dpe: {name: Propreté et eau, employer: ville, acronym: DPE, identifier: number, accounts: hr, factor: app, session: {idle: 20 min, absolute: 8 h}, contacts: {hr: it-dsin, it: it-dsin}}
        apps:
          intranet:
            name: IntraNomades
            host: intranet.nomades.example.fr
            aliases: [intranet.ville.local]
            upstream: http://127.0.0.1:9001
            owner: it-dsin
            allow: [{everyone: true}]
          paie:
            name: Paie
            host: paie.nomades.example.fr
            upstream: https://10.1.2.3:9443
            owner: it-dsin
            allow: [{everyone: true}]

        """
}

extension Probe {
    private static let gate: Set<IPAddress> = [IPAddress("203.0.113.5")].reduce(into: []) { set, address in
        if let address { set.insert(address) }
    }

    /// Every name leads to the gate, every port is free, each app answers on its own address alone.
    static let healthy = Probe(
        addresses: { _ in gate },
        ownAddresses: { [IPAddress("10.1.2.10")].compactMap(\.self) },
        listen: { _ in nil },
        call: { $0.address == IPAddress("10.1.2.10") ? .refused : .answered(200) },
        reply: { call in
            guard call.address == IPAddress("203.0.113.5") else { return Reply(status: 200, fields: [Clinic.date()]) }
            let cookie = Reply.Field(name: "set-cookie", value: "__Host-a=1; Path=/; Secure; HttpOnly; SameSite=Lax")
            guard call.host != "nomades.example.fr" else { return Reply(status: 200, fields: [cookie]) }
            let there = Reply.Field(name: "location", value: "https://nomades.example.fr/sign-in?to=x")
            return Reply(status: 303, fields: [cookie, there])
        }
    )
}
