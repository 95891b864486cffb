/// The way by which one request arrives; never stored with a session.
package enum Channel: String, CaseIterable, Sendable, Codable {
    /// A workstation on the municipal network.
    case office
    /// Any browser, from anywhere, through the gate.
    case nomade
    /// A device inside the city's existing VPN.
    case tunnel
}

/// What is known of the browser, each step including the one before.
package enum Device: Int, Comparable, CaseIterable, Sendable, Codable {
    case any
    /// A browser in which this person completed both proofs within 30 days and did not say that it is shared.
    case known
    /// A device that the city manages; no means of telling exists yet.
    case managed

    package static func < (left: Device, right: Device) -> Bool {
        left.rawValue < right.rawValue
    }
}
