package import Audit
package import City
package import Policy
package import Store

extension KeyPurpose {
    /// References of dossiers.
    static let dossierReference = KeyPurpose("people.dossier-reference")
}

/// All SQL on dossiers.
package enum DossierStore {
    /// Opens a dossier for every agent who has none and is not closed; returns how many. Costs one statement, and one for each.
    @discardableResult
    package static func openMissing(
        by actor: AuditActor,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Int {
        let rows = try transaction.query(
            """
            SELECT a.number, a.birth_name, a.usage_name, a.first_names, a.credential, a.credential_since FROM agent a
            LEFT JOIN dossier d ON d.agent = a.number
            WHERE d.agent IS NULL AND a.credential <> \(CredentialState.closed)
            """
        )
        for row in rows {
            let number: String = try row["number"]
            let isDeclared = try row["credential"] == CredentialState.declared
            let since: Int64 = try row["credential_since"]
            let reference = DossierReference.random()
            let sealed = try keys.seal(
                Array(reference.characters.utf8),
                for: .dossierReference,
                context: ["dossier", number]
            )
            try transaction.execute(
                """
                INSERT INTO dossier (agent, code, reference, filed_under, opened_at, opened_by)
                VALUES (\(number), \(keys.code(of: bytes(reference), for: .dossierReference)), \(sealed),
                    \(try FiledName(row).text), \(isDeclared ? since : now.seconds), \(actor.text))
                """
            )
        }
        return rows.count
    }

    /// Removes the dossier of somebody who begins anew: the next `openMissing` opens another, under a reference of its own.
    static func forget(_ number: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM dossier_step WHERE agent = \(number)")
        try transaction.execute("DELETE FROM dossier WHERE agent = \(number)")
    }

    /// Files the dossier under the agent's names as they are from now on.
    static func file(_ number: String, under names: AgentNames, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE dossier SET filed_under = \(FiledName(names).text) WHERE agent = \(number)"
        )
    }

    /// Writes a step, in the transaction that makes it.
    static func note(
        _ act: CredentialAct,
        of number: String,
        to state: CredentialState,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO dossier_step (agent, act, step, at, author)
            VALUES (\(number), \(act), \(state), \(now.seconds), \(actor.text))
            """
        )
    }

    /// The dossier of an agent; nil when none was opened.
    package static func dossier(of number: String, in reading: Reading) throws -> Dossier? {
        try dossiers(of: [number], in: reading)[number]
    }

    /// The dossiers of several agents by employee number: two statements.
    static func dossiers(of numbers: [String], in reading: Reading) throws -> [String: Dossier] {
        var steps: [String: [DossierStep]] = [:]
        let rows = try reading.query(
            "SELECT agent, act, step, at, author FROM dossier_step WHERE agent IN \(list: numbers) ORDER BY id"
        )
        for row in rows { steps[try row["agent"], default: []].append(try DossierStep(row)) }
        var dossiers: [String: Dossier] = [:]
        for row in try reading.query(
            "SELECT agent, opened_at, opened_by FROM dossier WHERE agent IN \(list: numbers)"
        ) {
            let number: String = try row["agent"]
            dossiers[number] = Dossier(
                agent: number,
                openedAt: Instant(seconds: try row["opened_at"]),
                openedBy: AuditActor(text: try row["opened_by"]),
                steps: steps[number] ?? []
            )
        }
        return dossiers
    }

    /// The reference of an agent's dossier, to be printed on the hiring letter; nil when there is none that opens.
    package static func reference(of number: String, keys: KeyFile, in reading: Reading) throws -> DossierReference? {
        let sealed: [UInt8]? = try reading.one("SELECT reference FROM dossier WHERE agent = \(number)")?["reference"]
        guard let sealed else { return nil }
        let bytes = try keys.open(sealed, for: .dossierReference, context: ["dossier", number])
        return try DossierReference(typed: String(decoding: bytes, as: UTF8.self))
    }

    /// Whose dossier has that reference and belongs to somebody born that day; nil for a wrong reference, a wrong date, a
    /// person whose birth date nobody knows, and a credential that is closed (S-31). One statement whatever it is (S-21).
    package static func find(
        _ reference: DossierReference,
        born date: CalendarDate,
        keys: KeyFile,
        in reading: Reading
    ) throws -> String? {
        let codes = keys.codes(of: bytes(reference), for: .dossierReference)
        let row = try reading.one(
            """
            SELECT d.agent, a.birth_date FROM dossier d JOIN agent a ON a.number = d.agent
            WHERE d.code IN \(list: codes) AND a.credential <> \(CredentialState.closed)
            """
        )
        let held: CalendarDate? = try row?["birth_date"]
        let isRight = ConstantTime.equal(
            Array((held?.description ?? "0000-00-00").utf8),
            Array(date.description.utf8)
        )
        return isRight ? try row?["agent"] : nil
    }

    private static func bytes(_ reference: DossierReference) -> [UInt8] {
        Fields.encode([reference.characters])
    }
}

extension DossierStep {
    fileprivate init(_ row: Row) throws {
        self.init(
            act: try row["act"],
            state: try row["step"],
            at: Instant(seconds: try row["at"]),
            author: AuditActor(text: try row["author"])
        )
    }
}

/// The names of an agent as a desk looks for them: birth name, usage name and first names, folded (D-100, D-105), each word
/// between hyphens.
struct FiledName {
    let text: String

    init(_ names: AgentNames) {
        text =
            "-"
            + [names.birth, names.usage ?? "", names.first].map(LetterFolding.fold).filter { !$0.isEmpty }
            .joined(separator: "-") + "-"
    }

    init(_ row: Row) throws {
        self.init(
            AgentNames(birth: try row["birth_name"], usage: try row["usage_name"], first: try row["first_names"])
        )
    }
}

extension DossierStore {
    /// Every dossier whose step lasts longer than the city allows, the longest first.
    package static func late(in city: City, on today: CalendarDate, from reading: Reading) throws -> [DossierProgress] {
        let waiting: [CredentialState] = [.declared, .profileCreated, .issued]
        return try AgentStore.agents(in: reading).values.filter { waiting.contains($0.credential.step) }
            .compactMap { agent in
                try dossier(of: agent.number, in: reading).map { DossierProgress(agent, $0, in: city, on: today) }
            }
            .filter(\.isLate)
            .sorted { ($1.daysWaited, $0.agent.number) < ($0.daysWaited, $1.agent.number) }
    }
}
