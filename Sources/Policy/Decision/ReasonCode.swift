/// Each way in which a clause can fail, with the code that people quote.
package enum ReasonCode: UInt8, CaseIterable, Sendable {
    case credentialNone
    case credentialSuspended
    case credentialLeft
    case credentialClosed
    case credentialOther
    /// An accompanied session, and an app that is not marked for it.
    case accompaniedApp
    /// An accompanied session away from the office.
    case accompaniedPlace
    case factorMissing
    case factorAsked
    case factorTooOld
    case device
    case channel
    case grantEnded
    case grantMissing
    case department
    case unit
    case function
    case position
    case outsidePosition
    case weekday
    case hours
    /// No clause of the app admits anybody.
    case closed
    /// The app does not exist, or answers as if it did not.
    case notFound

    /// The stable text of the code, which finds the sentence in both languages.
    package var text: String {
        switch self {
        case .credentialNone: "credential.none"
        case .credentialSuspended: "credential.suspended"
        case .credentialLeft: "credential.left"
        case .credentialClosed: "credential.closed"
        case .credentialOther: "policy.credential"
        case .accompaniedApp: "accompanied.app"
        case .accompaniedPlace: "accompanied.place"
        case .factorMissing: "factor.missing"
        case .factorAsked: "factor.asked"
        case .factorTooOld: "factor.too-old"
        case .device: "policy.device"
        case .channel: "policy.channel"
        case .grantEnded: "policy.grant-ended"
        case .grantMissing: "policy.grant"
        case .department: "policy.outside-department"
        case .unit: "policy.unit"
        case .function: "policy.function"
        case .position: "policy.position"
        case .outsidePosition: "policy.position-outside"
        case .weekday: "policy.weekday"
        case .hours: "policy.hours"
        case .closed: "policy.closed"
        case .notFound: "app.not-found"
        }
    }

    /// The layer of the chain at which this stops a request.
    package var layer: Layer {
        switch self {
        case .credentialNone, .credentialSuspended, .credentialLeft, .credentialClosed, .credentialOther,
            .accompaniedApp:
            .credential
        case .factorMissing, .factorAsked, .factorTooOld: .factor
        case .device: .browser
        case .channel, .accompaniedPlace: .place
        case .grantEnded, .grantMissing, .department, .unit, .function, .position, .outsidePosition: .department
        case .weekday, .hours, .closed, .notFound: .app
        }
    }
}

/// The ways in which one clause failed, in the order of `ReasonCode`; holds no memory of its own.
package struct ReasonCodes: Hashable, Sendable, Sequence {
    private var bits: UInt32 = 0

    package init(_ codes: [ReasonCode] = []) {
        for code in codes { insert(code) }
    }

    package var isEmpty: Bool { bits == 0 }
    package var count: Int { bits.nonzeroBitCount }

    package func contains(_ code: ReasonCode) -> Bool {
        bits & (1 << UInt32(code.rawValue)) != 0
    }

    package mutating func insert(_ code: ReasonCode) {
        bits |= 1 << UInt32(code.rawValue)
    }

    package func subtracting(_ code: ReasonCode) -> ReasonCodes {
        var codes = self
        codes.bits &= ~(1 << UInt32(code.rawValue))
        return codes
    }

    package mutating func formUnion(_ other: ReasonCodes) {
        bits |= other.bits
    }

    package func makeIterator() -> some IteratorProtocol<ReasonCode> {
        ReasonCode.allCases.lazy.filter { contains($0) }.makeIterator()
    }
}

extension ReasonCodes: Codable {
    /// Reads the texts of codes; an unknown one is passed over, for a later release may have written it.
    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        while !container.isAtEnd {
            let text = try container.decode(String.self)
            if let code = ReasonCode.allCases.first(where: { $0.text == text }) { insert(code) }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for code in self { try container.encode(code.text) }
    }
}
