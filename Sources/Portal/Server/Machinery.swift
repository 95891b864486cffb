import Audit
import City
import Logging
import People
import Policy
import SignIn
import Store
import Web

/// What lives as long as the program, whatever the city file says.
struct Machinery: Sendable {
    let installation: Installation
    let published: Published
    let door: SignInDoor
    let keeper: SessionKeeper
    let refusals: RefusalLog
    let mails: MailQueue
    let assertionKeys: [AssertionKey]
    let clock: Clock
    let logger: Logger

    /// Contacts that agents change, under the city file that is published now.
    var contacts: ContactDoor { ContactDoor(door: door, city: published.city) }

    /// Invitations to the readiness check, likewise.
    var invitation: ReadyInvitation {
        let texts = Texts(PeopleParts.parts.texts + SignInWords.parts.texts)
        return ReadyInvitation(city: published.city, texts: texts, keys: installation.keys)
    }

    /// Builds it over an open installation; sessions of an earlier run go on.
    static func make(
        _ installation: Installation,
        clock: Clock,
        override: SessionOverride,
        logger: Logger
    ) async throws -> Machinery {
        let published = Published(installation.city)
        let (database, keys, now) = (installation.database, installation.keys, clock.now())
        let roll = SignInRoll(city: { published.city }, override: override)
        let keeper = SessionKeeper(
            table: SessionTable(),
            database: database,
            roll: roll,
            doors: OpenDoors(node: installation.city.nodeName)
        )
        try await keeper.load(at: now)
        let parts = SignInParts(
            database: database,
            keys: keys,
            queue: HashingQueue(),
            roll: roll,
            table: keeper.table,
            messages: MessageDesk(database, by: KannelGateway { published.city }.carry),
            portalHost: installation.city.portal.host
        )
        return Machinery(
            installation: installation,
            published: published,
            door: SignInDoor(parts),
            keeper: keeper,
            refusals: RefusalLog(database),
            mails: MailQueue(database, keys: keys, by: MailSubmission { published.city }.carry),
            assertionKeys: try await database.write { try AssertionStore(keys: keys).keys(now: now, in: $0) },
            clock: clock,
            logger: logger
        )
    }
}
