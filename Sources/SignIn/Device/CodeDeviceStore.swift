package import Audit
import People
package import Policy
package import Store

extension KeyPurpose {
    /// Secrets of hardware authenticators.
    static let deviceSecret = KeyPurpose("sign-in.device-secret")
}

/// Why a device is not assigned.
package enum CodeDeviceRefusal: Error, Hashable, Sendable {
    case unknown(serial: String)
    /// It is somebody else's; the employee number says whose.
    case taken(by: String)

    /// The code that people may quote.
    package var code: String {
        switch self {
        case .unknown: "device.unknown"
        case .taken: "device.taken"
        }
    }

    /// What is wrong, in one line.
    package var what: String {
        switch self {
        case .unknown(let serial): "no device with the serial number \(serial) was imported"
        case .taken(let agent): "the device belongs to agent \(agent)"
        }
    }

    /// What to do, in one line.
    package var fix: String {
        switch self {
        case .unknown: "read the number on its back again, or import its file: nomade people tokens import FILE"
        case .taken(let agent): "take it back first: nomade people tokens release \(agent)"
        }
    }
}

/// All SQL on hardware authenticators; their secrets are sealed under the key file (S-13).
package enum CodeDeviceStore {
    /// Keeps devices of a maker's file, with one audit entry; those that are known stay as they are. Returns how many are new.
    package static func keep(
        _ devices: [CodeDevice],
        from file: String,
        by actor: AuditActor,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Int {
        var new = 0
        for device in devices {
            let sealed = try keys.seal(device.secret.bytes, for: .deviceSecret, context: context(device.serial))
            let form = device.form
            new += try transaction.execute(
                """
                INSERT INTO code_device
                    (serial, kind, hash, digits, period, secret, next_value, imported_at)
                VALUES (\(device.serial), \(form.kind), \(form.hash), \(form.digits), \(form.period), \(sealed),
                    \(device.next), \(now.seconds))
                ON CONFLICT (serial) DO NOTHING
                """
            )
        }
        let detail = AuditDetail(["devices": String(devices.count), "new": String(new)])
        let entry = AuditEntry(who: actor, act: "device.imported", object: file, at: now.seconds, detail: detail)
        try AuditLog.record(entry, in: transaction)
        return new
    }

    /// Hands a device to an agent, whose earlier one is free again. Throws `CodeDeviceRefusal`.
    package static func assign(
        _ serial: String,
        to agent: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        guard let row = try transaction.one("SELECT agent FROM code_device WHERE serial = \(serial)") else {
            throw CodeDeviceRefusal.unknown(serial: serial)
        }
        if let other: String = try row["agent"], other != agent { throw CodeDeviceRefusal.taken(by: other) }
        try free(of: agent, in: transaction)
        try transaction.execute(
            "UPDATE code_device SET agent = \(agent), assigned_at = \(now.seconds) WHERE serial = \(serial)"
        )
        try note("device.assigned", serial, agent, by: actor, at: now, in: transaction)
    }

    /// Takes an agent's device back; returns whether there was one.
    @discardableResult
    package static func release(of agent: String, by actor: AuditActor, at now: Instant, in transaction: Transaction)
        throws
        -> Bool
    {
        guard
            let serial: String = try transaction.one("SELECT serial FROM code_device WHERE agent = \(agent)")?["serial"]
        else { return false }
        try free(of: agent, in: transaction)
        try note("device.released", serial, agent, by: actor, at: now, in: transaction)
        return true
    }

    /// Whether the agent has one.
    package static func isHeld(_ agent: String, in reading: Reading) throws -> Bool {
        try reading.one("SELECT serial FROM code_device WHERE agent = \(agent)") != nil
    }

    /// The number on the back of the agent's device; nil when there is none.
    package static func serial(heldBy agent: String, in reading: Reading) throws -> String? {
        try reading.one("SELECT serial FROM code_device WHERE agent = \(agent)")?["serial"]
    }

    /// The agent's device; nil when there is none. Throws when its seal does not open.
    package static func device(of agent: String, keys: KeyFile, in reading: Reading) throws -> CodeDevice? {
        guard let row = try reading.one("SELECT * FROM code_device WHERE agent = \(agent)") else { return nil }
        let serial: String = try row["serial"]
        let form = CodeDevice.Form(
            kind: try row["kind"],
            hash: try row["hash"],
            digits: try row["digits"],
            period: try row["period"]
        )
        let secret = try keys.open(try row["secret"], for: .deviceSecret, context: context(serial))
        return CodeDevice(serial: serial, form: form, secret: Secret(secret), next: try row["next_value"])
    }

    /// Uses a value up with all before it: true for the first who asks, in parallel too (S-23).
    package static func use(_ value: Int64, of agent: String, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "UPDATE code_device SET next_value = \(value + 1) WHERE agent = \(agent) AND next_value <= \(value)"
        ) == 1
    }

    /// Frees a person's device for somebody else (S-31).
    static func free(of agent: String, in transaction: Transaction) throws {
        try transaction.execute("UPDATE code_device SET agent = NULL, assigned_at = NULL WHERE agent = \(agent)")
    }

    private static func note(
        _ act: String,
        _ serial: String,
        _ agent: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let entry = AuditEntry(who: actor, subject: agent, act: act, object: serial, at: now.seconds)
        try AuditLog.record(entry, in: transaction)
        try AgentStore.note(.changed, of: agent, at: now, in: transaction)
    }

    private static func context(_ serial: String) -> [String] { ["code_device", "secret", serial] }
}
