import Audit
package import City
import Gate
import Hummingbird
package import Logging
import People
import Policy
import ServiceLifecycle
package import SignIn
import Store

/// The whole program at work: every part built once, in the order of the arrows; tests call the same function.
package final class Server: Service {
    /// The city with its database and keys.
    package let installation: Installation
    /// The ports that the listeners are bound to, in the city file's order.
    package let ports: [Int]
    /// Every address of the portal with its method, such as `GET /sign-in`.
    package let addresses: [String]
    private let machinery: Machinery
    private let gate: Gate

    /// Builds the parts and opens every listener; throws `StartRefusal`, or what else cannot be had, with none left open.
    package static func open(
        _ installation: Installation,
        clock: Clock = Clock(),
        override: SessionOverride = SessionOverride(),
        logger: Logger
    ) async throws -> Server {
        let machinery = try await Machinery.make(installation, clock: clock, override: override, logger: logger)
        let front: Front
        do { front = try Front(installation.city, on: machinery) } catch {
            throw StartRefusal(certificateOf: installation.city, error: error)
        }
        let settings = GateSettings(now: clock.now, localTime: clock.hour(in: machinery.published))
        do {
            let gate = try await Gate.open(front.tables, settings: settings)
            machinery.keeper.doors.guarded { agents in await gate.judgeAnew(agents) }
            return Server(machinery, gate: gate, addresses: front.addresses)
        } catch {
            throw StartRefusal(listenersOf: installation.city, error: error)
        }
    }

    private init(_ machinery: Machinery, gate: Gate, addresses: [String]) {
        self.addresses = addresses
        installation = machinery.installation
        ports = gate.ports
        self.machinery = machinery
        self.gate = gate
    }

    /// Serves until it is told to stop; then takes no new connection and lets requests finish for ten seconds.
    package func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.keep() }
            group.addTask { await self.settle() }
            group.addTask { await self.post() }
            group.addTask { await self.serveOperation() }
            group.addTask { await self.watchCertificates() }
            try? await gracefulShutdown()
            await gate.close(within: 10)
            group.cancelAll()
        }
        let now = machinery.clock.now()
        try await machinery.keeper.flush(at: now)
        try await machinery.keeper.rest()
        try await machinery.refusals.settle(at: .max)
        machinery.door.parts.queue.stop()
    }

    /// From here on another city file holds: rules, names, texts and certificate; no connection is dropped. Throws, and
    /// changes nothing, when it cannot be served.
    package func reload(_ city: City) async throws {
        let front = try Front(city, on: machinery)
        machinery.published.publish(city)
        gate.publish(front.tables)
        try await machinery.keeper.refreshAll(at: machinery.clock.now())
    }

    private func keep() async {
        let logger = machinery.logger
        await machinery.keeper.run(now: machinery.clock.now) { error in
            logger.error("sessions were not kept equal to people's files", metadata: ["error": "\(error)"])
        }
    }

    /// Hands in the mails that wait.
    private func post() async {
        let logger = machinery.logger
        await machinery.mails.run(now: machinery.clock.now) { error in
            logger.error("mails were not handed in", metadata: ["error": "\(error)"])
        }
    }

    /// Adds the counts of repeated refusals (S-37), puts contacts on file that have waited their day, and invites whoever is due
    /// to the readiness check, each minute.
    private func settle() async {
        let (database, messages) = (installation.database, machinery.door.parts.messages)
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(60))
            let now = machinery.clock.now()
            do { try await machinery.invitation.inviteDue(in: database, by: messages, at: now) } catch {
                machinery.logger.error("nobody was invited to the check", metadata: ["error": "\(error)"])
            }
            do { try await machinery.contacts.applyDue(at: machinery.clock.now()) } catch {
                machinery.logger.error("contacts were not changed", metadata: ["error": "\(error)"])
            }
            do { try await machinery.refusals.settle(at: machinery.clock.now().seconds) } catch {
                machinery.logger.error("refusals were not counted", metadata: ["error": "\(error)"])
            }
        }
    }

    /// A certificate that was renewed holds within some seconds, for new connections, and no old one is dropped; a broken one
    /// changes nothing and is said once (S-35).
    private func watchCertificates() async {
        var seen = CertificateStamps(machinery.published.city)
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(2))
            let city = machinery.published.city
            let now = CertificateStamps(city)
            guard now != seen else { continue }
            seen = now
            do {
                try await reload(city)
                machinery.logger.notice("the certificates were read again")
            } catch {
                let fault = Logger.MetadataValue.string("\(error)")
                machinery.logger.error(
                    "a certificate was not taken, the last good one stays",
                    metadata: ["error": fault]
                )
            }
        }
    }

    private func serveOperation() async {
        guard let place = machinery.published.city.doors.operation else { return }
        let (database, table) = (installation.database, machinery.keeper.table)
        let router = Router()
        OperationPages(
            notReady: {
                do {
                    return try await database.read { try $0.query("SELECT 1 AS one").isEmpty ? ["database"] : [] }
                } catch { return ["the database does not answer"] }
            },
            gauges: { [gate] in
                let mails = try? await database.read { try MailStore.waiting(in: $0).count }
                return [
                    Gauge(name: "nomade_sessions", help: "Sessions that are open.", value: Int64(table.count)),
                    mails.map { Gauge(name: "nomade_mails_waiting", help: "Mails that wait.", value: Int64($0)) },
                    Gauge(
                        name: "nomade_clients",
                        help: "Connections of browsers and programs.",
                        value: Int64(await gate.clients())
                    ),
                    Gauge(
                        name: "nomade_broken_connections_total",
                        help: "Connections ended because they broke or strained HTTP/2.",
                        kind: .counter,
                        value: Int64(await gate.broken())
                    ),
                ].compactMap(\.self)
            }
        ).add(to: router)
        ReportPages(database: database, now: machinery.clock.now, logger: machinery.logger).add(to: router)
        let address = BindAddress.hostname(place.address.description, port: place.port)
        let application = Application(router: router, configuration: .init(address: address), logger: machinery.logger)
        do { try await application.run() } catch {
            machinery.logger.error("health and metrics are not served", metadata: ["error": "\(error)"])
        }
    }
}

extension StartRefusal {
    fileprivate init(certificateOf city: City, error: any Error) {
        if let fault = error as? AppTrustFault {
            self.init(
                code: "certificate.unusable",
                what: "the file \(fault.file), by which an app is known, cannot be read as PEM",
                fix: "openssl x509 -in \(fault.file) -noout -text  shows what is there"
            )
            return
        }
        self.init(
            code: "certificate.unusable",
            what: "the certificate \(city.files.certificate?.chain ?? "") cannot be used: \(error)",
            fix: "nomade doctor"
        )
    }

    fileprivate init(listenersOf city: City, error: any Error) {
        let places = city.listeners.map(\.place.description).joined(separator: ", ")
        self.init(
            code: "listener.unavailable",
            what: "not every listener of \(places) can be opened: \(error)",
            fix: "stop what listens there, or change listeners in \(city.files.city)"
        )
    }
}
