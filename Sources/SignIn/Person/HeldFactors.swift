package import City
import People
package import Policy
package import Store

/// Which second proofs a person holds at a moment: what was enrolled or handed out, and what their number on file can take.
package enum HeldFactors {
    /// The proofs of the person with that number; none when there is no such person.
    package static func of(_ number: String, in city: City, at now: Instant, from reading: Reading) throws
        -> Set<Factor>
    {
        guard let agent = try AgentStore.agent(number, in: reading) else { return [] }
        return try of(agent, in: city, at: now, from: reading)
    }

    static func of(_ agent: Agent, in city: City, at now: Instant, from reading: Reading) throws -> Set<Factor> {
        var held = reachable(agent, in: city, at: now)
        if try AuthenticatorStore.isEnrolled(agent.number, in: reading) { held.insert(.authenticator) }
        if try CodeDeviceStore.isHeld(agent.number, in: reading) { held.insert(.token) }
        if try CodeSheetStore.isHeld(agent.number, in: reading) { held.insert(.sheet) }
        if try RecoveryStore.left(of: agent.number, in: reading) != nil { held.insert(.recovery) }
        return held
    }

    /// SMS goes to mobiles alone (D-111); a voice call reaches any number on file, so that nobody needs a mobile.
    private static func reachable(_ agent: Agent, in city: City, at now: Instant) -> Set<Factor> {
        guard agent.departments(in: city, at: now).contains(where: { $0.factor.given.contains(.sms) }),
            let phone = agent.reach.phone, phone.e164 != nil
        else { return [] }
        var held: Set<Factor> = []
        if city.messages.sms != nil, phone.takesCodes { held.insert(.sms) }
        if city.messages.voice != nil { held.insert(.voice) }
        return held
    }
}
