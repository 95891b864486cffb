/// What the doctor looks at, in the order in which one thing rests on another.
package enum CheckLayer: String, CaseIterable, Codable, Sendable {
    case file, keys, names, certificate, clock, ports, database, disk, contacts, messages, directory, upstreams
    case signIn = "sign-in"
}

/// What one look found, and the command that mends it.
package struct Check: Hashable, Codable, Sendable {
    package enum Verdict: String, Codable, Sendable {
        /// As it should be.
        case ok
        /// It works, but somebody should look.
        case warn
        /// Somebody is or will be refused because of it.
        case fail
    }

    package let layer: CheckLayer
    /// What was looked at: a name, a path, an address.
    package let name: String
    package let verdict: Verdict
    /// What was found, in one sentence without its full stop.
    package let cause: String
    /// The command or the line to add; nil when there is nothing to do.
    package let fix: String?

    package static func ok(_ layer: CheckLayer, _ name: String, _ cause: String) -> Check {
        Check(layer: layer, name: name, verdict: .ok, cause: cause, fix: nil)
    }

    package static func warn(_ layer: CheckLayer, _ name: String, _ cause: String, fix: String) -> Check {
        Check(layer: layer, name: name, verdict: .warn, cause: cause, fix: fix)
    }

    package static func fail(_ layer: CheckLayer, _ name: String, _ cause: String, fix: String) -> Check {
        Check(layer: layer, name: name, verdict: .fail, cause: cause, fix: fix)
    }
}
