package import City
package import Policy
package import Web

/// What every page of the sign-in is built from.
package struct SignInHouse: Sendable {
    package let door: SignInDoor
    package let handOver: HandOver
    package let seals: SignInSeals
    package let shell: Shell
    /// The city file that is published at that moment.
    package let city: @Sendable () -> City
    /// The hour that rules see.
    package let hour: @Sendable (Instant) -> LocalTime

    /// The pages' parts; `hour` is the city's own clock unless a demonstration fixes another.
    package init(
        door: SignInDoor,
        seals: SignInSeals,
        shell: Shell,
        city: @escaping @Sendable () -> City,
        hour: (@Sendable (Instant) -> LocalTime)? = nil
    ) {
        self.door = door
        self.handOver = HandOver(door.parts)
        self.seals = seals
        self.shell = shell
        self.city = city
        self.hour = hour ?? { city().localTime(of: $0) }
    }

    var table: SessionTable { door.parts.table }

    /// By which channels the city sends codes, the chosen one marked; the same for everybody (S-21).
    func channels(_ chosen: CodeChannel?) -> Value {
        let messages = city().messages
        let ways = CodeChannel.allCases.filter { $0 == .mail ? messages.mail != nil : messages.sms != nil }
        return .list(
            ways.map { way in
                [
                    "by": .text(way.rawValue), "words": .said("forgotten.to-\(way.rawValue)"),
                    "isChosen": .flag(way == chosen.flatMap { ways.contains($0) ? $0 : nil } ?? ways.first),
                ]
            }
        )
    }

    /// Where a person wants to go once signed in, if the address is ours and of this browser.
    func wanted(_ sealed: String, _ context: PageContext) -> (address: ReturnAddress, bond: SignInSeals.Bond)? {
        seals.returnAddress(sealed, browser: context.binding, at: context.now)
    }

    /// The origins that a form may end on: Chromium checks redirects after a POST too. The same for a host that exists
    /// and one that does not.
    func formTargets(_ sealed: String, _ context: PageContext) -> [String] {
        guard let wanted = wanted(sealed, context), wanted.address.host != door.parts.portalHost else { return [] }
        return [wanted.address.origin]
    }
}

extension ReturnAddress {
    /// Scheme, host and port.
    var origin: String { "https://\(host)\(port == 443 ? "" : ":\(port)")" }
}
