import City
import NIOCore
import Policy
import SignIn
import Web

/// What a permitted request tells the app about its person.
enum IdentityFields {
    /// Bytes of `Remote-Groups`; groups beyond it are left out, which can only mean less.
    static let groupBudget = 4096

    /// The fields as whole lines.
    static func lines(of session: LiveSession, for app: App, rule: Rule?, assertion: String?) -> ByteBuffer {
        var buffer = ByteBuffer()
        for field in fields(of: session, for: app, rule: rule, assertion: assertion) {
            buffer.writeString("\(field.name): \(field.value)\r\n")
        }
        return buffer
    }

    static func fields(
        of session: LiveSession,
        for app: App,
        rule: Rule?,
        assertion: String?
    ) -> [(name: String, value: String)] {
        let holder = session.holder
        var fields = [("Remote-User", holder.subject.agent), ("Remote-Name", holder.name.full)]
        if let mail = holder.mail { fields.append(("Remote-Email", mail)) }
        fields.append(("Remote-Groups", groups(of: holder.subject, rule: rule)))
        if let assertion { fields.append(("X-Nomade-Assertion", assertion)) }
        return fields.map { (name: $0.0, value: printable($0.1)) }
    }

    /// The memberships that the app's own rule speaks of, and no other.
    static func groups(of subject: Subject, rule: Rule?) -> String {
        guard let rule else { return "" }
        let criteria = rule.clauses.flatMap(\.criteria)
        var groups: [String] = []
        for assignment in subject.assignments {
            for criterion in criteria {
                if let group = group(of: assignment, criterion), !groups.contains(group) { groups.append(group) }
            }
        }
        var length = 0
        let fitting = groups.prefix { group in
            length += group.utf8.count + 1
            return length <= groupBudget
        }
        return fitting.joined(separator: ",")
    }

    private static func group(of assignment: Assignment, _ criterion: Criterion) -> String? {
        switch criterion {
        case .department(let keys) where keys.contains(assignment.department): "department:\(assignment.department)"
        case .unit(let keys): assignment.unit.flatMap { keys.contains($0) ? "unit:\($0)" : nil }
        case .function(let keys): assignment.function.flatMap { keys.contains($0) ? "function:\($0)" : nil }
        default: nil
        }
    }

    /// UTF-8 without control bytes: a name from a feed can never begin another field.
    private static func printable(_ text: String) -> String {
        let bytes = text.utf8.filter { $0 >= 0x20 && $0 != 0x7F }
        return String(decoding: bytes, as: UTF8.self)
    }
}
