import City
import Policy
import Store
import Web

/// One message to the mobile on file of one person, in their language.
struct MobileNotice {
    let city: City
    let texts: Texts
    var purpose = Message.Purpose.notice

    /// None where the city sends none, the person has no mobile, or a budget is used up.
    func messages(
        _ code: String,
        _ values: [String: String] = [:],
        to number: String,
        at now: Instant,
        in transaction: Transaction
    ) throws -> [Message] {
        guard city.messages.sms != nil, let agent = try AgentStore.agent(number, in: transaction),
            let phone = agent.reach.phone, phone.takesCodes, let recipient = phone.e164,
            let department = agent.nearestAssignments(on: city.day(of: now)).first?.department
        else { return [] }
        let person = Message.Person(agent: number, department: department, phone: recipient)
        guard try MessageStore.admission(person, city.messages.budget, at: now, in: transaction) == .open else {
            return []
        }
        let message = Message(.sms, purpose, to: person, text: texts(code, in: agent.reach.language, values))
        try MessageStore.keep(message, at: now, in: transaction)
        return [message]
    }
}
