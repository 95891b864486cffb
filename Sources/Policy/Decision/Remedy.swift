/// A change of an agent's file that the HR office can make where the file is wrong.
package struct Correction: Hashable, Sendable, Codable {
    package enum Field: String, Sendable, Codable {
        case function
        case position
    }

    package let field: Field
    /// A value that the clause would take.
    package let value: String
    /// The place of the assignment to correct, from 0.
    package let assignment: Int

    package init(field: Field, value: String, assignment: Int) {
        self.field = field
        self.value = value
        self.assignment = assignment
    }
}

/// What would mend one reason, and who can do it.
package struct Remedy: Hashable, Sendable, Codable {
    package enum Kind: Hashable, Sendable, Codable {
        /// The agent comes back when the app is open.
        case wait(until: LocalTime)
        /// The agent comes by another channel, which this city has.
        case changeChannel(Channel)
        /// The agent signs in fully in this browser and does not say that it is shared.
        case knowBrowser
        /// The agent gives the second proof now.
        case confirm
        /// Somebody gives a dated right to the app; the supervisor asks for it.
        case askGrant
        /// The HR office hands out what a second proof is enrolled with.
        case enrol
        /// The HR office corrects the file, where it is wrong.
        case correctFile(Correction)
        /// The HR office completes the credential.
        case issueCredential
        /// The HR office ends the suspension.
        case resumeCredential
    }

    package let kind: Kind
    /// The contact id of who can do it, or whom to ask about it.
    package let contact: String?
    /// Employee number of the supervisor who can ask for it.
    package let supervisor: String?

    package init(kind: Kind, contact: String?, supervisor: String? = nil) {
        self.kind = kind
        self.contact = contact
        self.supervisor = supervisor
    }
}

extension Remedy {
    /// How far away a remedy is: the nearest clause is the one whose farthest remedy is nearest.
    package enum Reach: Int, Comparable, Sendable {
        case agentNow
        case agentLater
        case contact
        case nobody

        package static func < (left: Reach, right: Reach) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    package var reach: Reach {
        switch kind {
        case .knowBrowser, .confirm: .agentNow
        case .wait, .changeChannel: .agentLater
        case .askGrant, .enrol, .correctFile, .issueCredential, .resumeCredential: .contact
        }
    }

    /// Remedies are used in this order, for waiting makes a proof older and another channel may ask for one.
    var order: Int {
        switch kind {
        case .wait: 0
        case .changeChannel: 1
        case .knowBrowser: 2
        case .confirm: 3
        case .askGrant: 4
        case .enrol: 5
        case .correctFile: 6
        case .issueCredential, .resumeCredential: 7
        }
    }
}
