import City
import Foundation
import Gate
import HTTPTypes
import Hummingbird
import NIOCore
import Policy
import SignIn
import Web

/// The door without rooms: a gate over a city file, whose rooms are a few words and whose one session is made here.
///
/// It shows what the door's own process needs (docs/decisions/0002): no key file, no database, nobody's file.
@main
enum DoorAlone {
    static func main() async throws {
        let city = try City.read(path: CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "nomade.yaml")
        let tables = GateTables(city: city, rooms: rooms, sessions: sessions, certificate: nil)
        let now: @Sendable () -> Instant = { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
        let settings = GateSettings(now: now, localTime: { city.localTime(of: $0) })
        let gate = try await Gate.open(tables, settings: settings)
        FileHandle.standardOutput.write(Data("\(gate.ports[0])\n".utf8))
        // Until whoever started it closes its input.
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                _ = FileHandle.standardInput.readDataToEndOfFile()
                continuation.resume()
            }
        }
        await gate.close(within: 0)
    }

    private static let sessions = Sessions(
        find: { token, _, now in token == "good" ? session(now) : nil },
        standing: { _, now in SessionStanding(holder: session(now).holder, stage: .awake) }
    )

    private static func session(_ now: Instant) -> LiveSession {
        let contacts = Contacts(hrOffice: "rh", itContact: "it")
        let assignment = Assignment(department: "mairie", position: .tenured, contacts: contacts)
        let subject = Subject(agent: "0412345", credential: .active, factors: [], assignments: [assignment])
        let holder = SessionHolder(
            subject: subject,
            name: CallerName(full: "Claire Martel", first: "Claire", initial: "M"),
            mail: nil,
            language: .fr,
            department: "mairie",
            desks: []
        )
        let limits = SessionTimes.Limits(idle: 1_200, absolute: 28_800)
        return LiveSession(
            id: LiveSession.ID(text: "alone"),
            holder: holder,
            assurance: .none,
            life: SessionTimes(startedAt: now, activeAt: now, limits: limits)
        )
    }

    private static var rooms: Rooms {
        @Sendable func say(_ words: String, _ status: HTTPResponse.Status) -> Response {
            Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: words)))
        }
        return Rooms(
            signIn: { address, _ in say("sign in for \(address.host)", .unauthorized) },
            redeem: { _, _ in say("redeem", .ok) },
            refuse: { decision, _ in say("refused \(decision.app)", .forbidden) },
            upstream: { failure, _ in say(failure.kind.rawValue, .badGateway) },
            offNetwork: { _, _ in say("off network", .ok) },
            absent: { _ in say("absent", .notFound) },
            cookies: { trouble, _ in say(trouble.rawValue, .badRequest) },
            portal: { _, _ in say("portal", .ok) }
        )
    }
}
