import Store
import Web

/// An entry as its row holds it: every value from outside made safe, nothing left to interpret.
struct KeptEntry: Hashable {
    let at: Int64
    let who: String
    let subject: String?
    let act: String
    let object: String?
    let origin: AuditOrigin?
    let reference: String?
    let detail: String

    init(_ entry: AuditEntry) {
        at = entry.at
        who = AuditText.kept(entry.who.text)
        subject = entry.subject.map(AuditText.kept)
        act = AuditText.kept(entry.act)
        object = entry.object.map(AuditText.kept)
        origin = entry.origin.map {
            AuditOrigin(channel: AuditText.kept($0.channel), address: AuditText.kept($0.address))
        }
        reference = entry.reference?.characters
        detail = entry.detail.json
    }

    init(_ row: Row) throws {
        at = try row["at"]
        who = try row["who"]
        subject = try row["subject"]
        act = try row["act"]
        object = try row["object"]
        let channel: String? = try row["channel"]
        let address: String? = try row["address"]
        origin = if let channel, let address { AuditOrigin(channel: channel, address: address) } else { nil }
        reference = try row["reference"]
        detail = try row["detail"]
    }

    /// The texts in the order in which they are hashed; never reordered.
    var texts: [String?] {
        [who, subject, act, object, origin?.channel, origin?.address, reference, detail]
    }

    /// The entry as it was recorded, its values in their safe form.
    var entry: AuditEntry {
        AuditEntry(
            who: AuditActor(text: who),
            subject: subject,
            act: act,
            object: object,
            at: at,
            origin: origin,
            reference: reference.flatMap { Reference($0) },
            detail: AuditDetail(json: detail)
        )
    }
}
