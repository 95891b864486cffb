import Access
import City
import Crypto
import Foundation
import Gate
import Hummingbird
import People
import Policy
import SignIn
import Store
import Web
import Workplace

extension KeyPurpose {
    fileprivate static let formTokens = KeyPurpose("web.form-tokens")
}

/// What the gate works by under one city file: its names, rules, rooms and certificate. A reload makes another.
struct Front {
    let tables: GateTables
    /// Every address of the portal with its method, such as `GET /sign-in`.
    let addresses: [String]

    /// Builds the pages and rooms of a city; throws on a certificate that cannot be used or a template that cannot be read.
    init(_ city: City, on machinery: Machinery) throws {
        let keys = machinery.installation.keys
        let published = machinery.published
        let shell = try Shell(
            site: Site(city),
            parts: [PeopleParts.parts, SignInWords.parts, AccessParts.parts, WorkplaceParts.parts, GateWords.parts],
            formKey: SymmetricKey(data: keys.derive(.formTokens).bytes)
        )
        let house = SignInHouse(
            door: machinery.door,
            seals: SignInSeals(keys: keys),
            shell: shell,
            city: { published.city },
            hour: machinery.clock.hour(in: published)
        )
        guard let key = machinery.assertionKeys.first else { throw FrontFault.noAssertionKey }
        let doorRooms = DoorRooms(
            house: house,
            published: published,
            refusals: machinery.refusals,
            doors: machinery.keeper.doors,
            assertions: AssertionBook(key: key),
            clock: machinery.clock,
            logger: machinery.logger
        )
        let certificate = try city.files.certificate.map(GateCertificate.init)
        let desk = try PortalDesk(city, house, machinery, fingerprint: certificate?.fingerprint)
        addresses = desk.addresses
        tables = GateTables(
            city: city,
            rooms: doorRooms.rooms(portal: desk.answer),
            sessions: Sessions(machinery.keeper.table),
            certificate: certificate,
            trust: try AppTrust(city)
        )
    }
}

extension GateCertificate {
    /// SHA-256 over the certificate, in the pairs of hexadecimal digits that browsers show.
    fileprivate var fingerprint: String {
        SHA256.hash(data: leaf).map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
            .joined(separator: " ")
    }
}

/// Why no front can be built.
enum FrontFault: Error {
    case noAssertionKey
}

/// Hands the portal's requests to its router (Hummingbird's responder; its own server does not run).
struct PortalDesk: Sendable {
    private let responder: any HTTPResponder<PageContext>
    /// Every address with its method.
    let addresses: [String]
    private let shell: Shell
    private let machinery: Machinery

    /// `fingerprint` is that of the certificate that the gate shows.
    init(_ city: City, _ house: SignInHouse, _ machinery: Machinery, fingerprint: String?) throws {
        let hrHouse = HRDeskHouse(
            database: machinery.installation.database,
            keys: machinery.installation.keys,
            shell: house.shell,
            refusals: machinery.refusals,
            press: try LetterRoom(city, on: machinery).press,
            city: house.city
        )
        let routes = Routes(
            city: city,
            house: house,
            assertionKeys: machinery.assertionKeys,
            space: AgentSpace(city, on: machinery, house),
            hrDesk: HRDesk(hrHouse, machinery.door.parts.messages),
            supervisorDesk: SupervisorDesk(
                TeamHouse(
                    database: machinery.installation.database,
                    shell: house.shell,
                    refusals: machinery.refusals,
                    messages: machinery.door.parts.messages,
                    city: house.city
                ),
                AccompanimentPages(house, refusals: machinery.refusals)
            ),
            contactDesk: ContactDesk(hrHouse),
            guide: GuidePages(
                city: city,
                shell: house.shell,
                words: GuideWords(machinery.installation.database, keys: machinery.installation.keys)
            ),
            resetDesks: ResetDesks(ResetHouse(desk: hrHouse, messages: machinery.door.parts.messages)),
            itDesk: ITDesk(
                ITDeskHouse(
                    database: machinery.installation.database,
                    shell: house.shell,
                    refusals: machinery.refusals,
                    rooms: DeskTraces(texts: house.shell.texts, city: house.city).rooms,
                    city: house.city
                )
            ),
            requests: GrantRequestPages(
                city: city,
                shell: house.shell,
                database: machinery.installation.database,
                messages: machinery.door.parts.messages,
                circumstances: machinery.circumstances
            ),
            ready: ReadyHouse(
                city: city,
                house: house,
                refusals: machinery.refusals,
                fingerprint: fingerprint,
                circumstances: machinery.circumstances
            )
        )
        let router = routes.router()
        addresses = router.routes.map { "\($0.method) \($0.path)" }
        responder = router.buildResponder()
        shell = house.shell
        self.machinery = machinery
    }

    /// The answer to a request for the portal's host; an error is an incident, never a crash or a door.
    @Sendable func answer(_ request: Request, _ connection: ClientConnection) async -> Response {
        let source = PageSource(logger: machinery.logger, connection: connection, now: machinery.clock.now())
        let context = PageContext(source: source)
        do {
            return try await responder.respond(to: request, context: context)
        } catch {
            return shell.answer(error, to: request, in: context, by: { _, _, _ in nil })
        }
    }
}

extension Machinery {
    /// What the rules are asked for a request of the portal: the person's facts are read now, not as of sign-in (S-16).
    @Sendable func circumstances(_ context: PageContext) async throws -> Question? {
        guard let caller = context.caller else { return nil }
        let (installation, city) = (installation, published.city)
        guard let subject = try await installation.subject(of: caller.agent, in: city, at: context.now) else {
            return nil
        }
        return Question(
            subject: subject,
            app: "",
            channel: caller.channel,
            device: caller.device,
            assurance: caller.assurance,
            time: clock.hour(in: published)(context.now)
        )
    }
}
