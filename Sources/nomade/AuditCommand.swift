import ArgumentParser
import Audit
import Portal
import Store

/// `nomade audit`: the log of what was done.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check and export the audit log.",
        subcommands: [Verify.self, Export.self]
    )

    /// `nomade audit verify`: does each entry still carry the hash of the one before?
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tell whether the log was altered, and where.")

        @OptionGroup var options: CityOptions

        @Option(name: .long, help: "A head that was noted earlier, NUMBER:HASH: tells a log that was cut or made anew.")
        var head: String?

        func run() async throws {
            let kept = try keptHead()
            let installation = try await options.installation()
            let found = try await AuditLog.verify(installation.database, keeping: kept)
            if options.json {
                try Terminal.print(json: Report(found))
            } else if let fault = found.firstBreak {
                Terminal.print("the log was altered: \(fault.table), entry \(fault.number), \(fault.fault.rawValue)")
            } else {
                Terminal.print("the log is whole: \(found.entries) entries, head \(found.head)")
            }
            if found.firstBreak != nil { throw Failure(.no) }
        }

        private func keptHead() throws -> AuditHead? {
            guard let head else { return nil }
            if let kept = AuditHead(head) { return kept }
            let fix = "give it as nomade audit verify or nomade backup printed it: 1042:9f86…"
            throw Failure(.usage, code: "audit.head", what: "\(head) is no head of a log", fix: fix)
        }

        private struct Report: Encodable {
            let whole: Bool
            let entries: Int64
            let head: String
            let firstBreak: Int64?
            let fault: String?

            init(_ found: AuditVerification) {
                whole = found.firstBreak == nil
                entries = found.entries
                head = "\(found.head)"
                firstBreak = found.firstBreak?.number
                fault = found.firstBreak?.fault.rawValue
            }
        }
    }

    /// `nomade audit export`: every entry as a line of JSON, oldest first, for a collector.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print every entry as a line of JSON.")

        @OptionGroup var options: CityOptions

        @Option(name: .long, help: "Only entries after this number.")
        var after: Int64 = 0

        func run() async throws {
            let database = try await options.installation().database
            var last = after
            while true {
                let from = last
                let records = try await database.read { try AuditLog.entries(after: from, limit: 500, in: $0) }
                guard let end = records.last else { return }
                for record in records { Terminal.print(AuditLine(record).text) }
                last = end.number
            }
        }
    }
}
