import City
import People
import Policy
import Store
import Web

extension Agent {
    /// The departments whose choices hold for this person now, as the city file knows them.
    func departments(in city: City, at now: Instant) -> [Department] {
        var keys: [String] = []
        for assignment in nearestAssignments(on: city.day(of: now)) where !keys.contains(assignment.department) {
            keys.append(assignment.department)
        }
        return keys.compactMap { city.departments[$0] }
    }

    /// Where mail reaches the person; nil without an address that mail can be sent to.
    var mailbox: Mail.Recipient? {
        reach.mail.flatMap { MailAddress($0) }.map {
            Mail.Recipient(agent: number, address: $0, name: callerName.full)
        }
    }

    /// The number on file when it is a mobile (D-111), as messages go out to it.
    func mobile(of holder: SessionHolder) -> Message.Person? {
        guard let phone = reach.phone, phone.takesCodes, let number = phone.e164 else { return nil }
        return Message.Person(agent: self.number, department: holder.department, phone: number)
    }

    /// Words that this person's password may not be made of.
    var ownWords: [String] {
        [names.full, names.first, names.last, identifier.text, number, reach.mail ?? ""].filter { !$0.isEmpty }
    }
}
