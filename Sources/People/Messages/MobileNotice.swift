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
        guard let agent = try AgentStore.agent(number, in: transaction),
            let mobile = city.mobile(of: agent, on: city.day(of: now))
        else { return [] }
        let message = Message(.sms, purpose, to: mobile, text: texts(code, in: agent.reach.language, values))
        let isKept = try MessageStore.keepAdmitted(message, city.messages.budget, at: now, in: transaction)
        return isKept ? [message] : []
    }
}
