import Portal
import SignIn

/// What `nomade people suspend` prints: which gate closed what, and how fast.
struct ReceiptReport: Encodable {
    struct Gate: Encodable {
        let gate: String
        let milliseconds: Int64
        let sessions: Int
        let closed: [Exchange]
    }

    struct Exchange: Encodable {
        let app: String
        let kind: String
        let session: String
    }

    let employeeNumber: String
    let state: String
    let gates: [Gate]
    /// Gates that gave a sign of life lately and no receipt within two seconds.
    let silent: [String]

    private enum CodingKeys: String, CodingKey {
        case employeeNumber = "employee_number"
        case state, gates, silent
    }

    init(_ answers: Answers, of number: String, state: String) {
        (employeeNumber, self.state, silent) = (number, state, answers.silent)
        gates = answers.receipts.map { receipt in
            Gate(
                gate: receipt.node,
                milliseconds: receipt.milliseconds,
                sessions: receipt.ended,
                closed: receipt.closed.map { Exchange(app: $0.app, kind: $0.kind.rawValue, session: $0.session) }
            )
        }
    }

    /// One line for each gate, for people.
    var lines: [String] {
        let answered = gates.map { gate in
            let open = gate.closed.map { "\($0.app) \($0.kind)" }.joined(separator: ", ")
            let closed = open.isEmpty ? "nothing was open" : "closed \(open)"
            return "\(gate.gate): sessions ended \(gate.sessions), \(closed), after \(gate.milliseconds) ms"
        }
        let waiting = silent.map { "\($0): no receipt within 2 s; it judges by what holds as soon as it reads" }
        let none = "no gate is running; one that starts judges by what holds then"
        return gates.isEmpty && silent.isEmpty ? [none] : answered + waiting
    }

    /// Prints it as the command was asked to.
    func say(asJSON: Bool) throws {
        if asJSON { return try Terminal.print(json: self) }
        Terminal.print(lines.joined(separator: "\n"))
    }
}
