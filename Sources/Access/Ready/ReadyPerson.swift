import City
import Policy
import SignIn
import Web

/// What the city knows of a person who checks whether they are ready.
struct ReadyPerson: Sendable {
    let person: SignInPerson
    let city: City
    /// Since when the access is open, as the page writes it.
    let since: String
    let clock: ClockReading?

    var lines: [ReadyLine] {
        [ReadyLine(.credential, .passed, "active", ["date": since]), factor, phone] + (codes.map { [$0] } ?? [])
    }

    /// Whether the person has an app or a device whose clock a code can tell.
    var hasClock: Bool { !person.standing.enrolled.isDisjoint(with: [.authenticator, .token]) }

    private var office: String {
        let key = person.holder.subject.assignments.first?.contacts.hrOffice
        return key.flatMap { city.contacts[$0] }?.name ?? ""
    }

    private var factor: ReadyLine {
        guard let first = person.standing.first else {
            let mark: ReadyLine.Mark = person.standing.departmentAsks ? .stopped : .later
            return ReadyLine(.factor, mark, person.standing.departmentAsks ? "missing" : "unasked", ["office": office])
        }
        let mark: ReadyLine.Mark = first == .recovery ? .stopped : .passed
        return ReadyLine(.factor, mark, first.rawValue, ["office": office])
    }

    private var phone: ReadyLine {
        guard let phone = person.phone else { return ReadyLine(.phone, .later, "none", ["office": office]) }
        let ending = String(decoding: phone.utf8.suffix(2), as: UTF8.self)
        return ReadyLine(.phone, .later, "known", ["ending": ending, "office": office])
    }

    private var codes: ReadyLine? {
        guard hasClock else { return nil }
        switch clock {
        case .right: return ReadyLine(.codes, .passed, "right")
        case .off(let minutes): return ReadyLine(.codes, .stopped, "off", ["n": String(minutes)])
        case .refused, nil: return ReadyLine(.codes, .unseen, "untried")
        }
    }
}
