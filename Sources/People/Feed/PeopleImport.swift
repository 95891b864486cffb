package import Audit
package import City
import Crypto
package import Policy
package import Store

/// Takes in a feed of the whole population.
package struct PeopleImport: Sendable {
    /// What to do with the plan.
    package enum Mode: Sendable {
        /// Change nothing.
        case dryRun
        /// Apply it, unless more than 5 % of the agents would end.
        case apply
        /// Apply it however many end.
        case force
    }

    private let database: any Database
    private let city: City
    private let keys: KeyFile

    /// Imports into a database by the departments and the calendar of a city; the references of dossiers are kept under `keys`.
    package init(into database: any Database, of city: City, keys: KeyFile) {
        self.database = database
        self.city = city
        self.keys = keys
    }

    /// Reads a feed and applies it as the mode says, in one transaction with its audit and news; `file` names it in the log.
    ///
    /// Throws `FeedRefusal` when the whole feed is refused, and then nothing is changed.
    package func run(
        _ bytes: [UInt8],
        named file: String,
        mode: Mode,
        by actor: AuditActor,
        at now: Instant
    ) async throws -> FeedPlan {
        let feed = try Feed.read(bytes, columns: city.feedColumns, vocabulary: FeedVocabulary(city))
        let today = city.day(of: now)
        if mode == .dryRun { return try await database.read { try FeedStore.plan(feed, today: today, in: $0) } }
        let digest = SHA256.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return try await database.write { [keys] transaction in
            let plan = try FeedStore.plan(feed, today: today, in: transaction)
            if mode != .force { try plan.refuseIfTooManyEnd() }
            try FeedStore.apply(plan, by: actor, at: now, in: transaction)
            try DossierStore.openMissing(by: actor, keys: keys, at: now, in: transaction)
            let log = ImportLog(actor: actor, file: file, digest: digest, at: now)
            try log.record(plan, in: transaction)
            return plan
        }
    }
}

/// What the audit keeps of an import: one entry for the feed, one for each agent changed or ended.
private struct ImportLog {
    let actor: AuditActor
    let file: String
    let digest: String
    let at: Instant

    func record(_ plan: FeedPlan, in transaction: Transaction) throws {
        try AuditLog.record(
            AuditEntry(
                who: actor,
                act: "people.imported",
                object: file,
                at: at.seconds,
                detail: AuditDetail(ImportDetail(plan: plan, digest: digest))
            ),
            in: transaction
        )
        for agent in plan.changed {
            try record("agent.changed", agent.number, AuditDetail(["changes": agent.words]), in: transaction)
        }
        for agent in plan.ended { try record("agent.ended", agent.number, .none, in: transaction) }
    }

    private func record(
        _ act: String,
        _ number: String,
        _ detail: AuditDetail,
        in transaction: Transaction
    ) throws {
        try AuditLog.record(
            AuditEntry(who: actor, subject: number, act: act, object: file, at: at.seconds, detail: detail),
            in: transaction
        )
    }
}

private struct ImportDetail: Encodable {
    let added: Int
    let changed: Int
    let ended: Int
    let unchanged: Int
    let setAside: Int
    let sha256: String

    init(plan: FeedPlan, digest: String) {
        added = plan.added.count
        changed = plan.changed.count
        ended = plan.ended.count
        unchanged = plan.unchanged
        setAside = plan.setAside.count
        sha256 = digest
    }
}
