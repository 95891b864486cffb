import ArgumentParser
import Audit
import Portal

/// `nomade audit`: the log of what was done.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check the audit log.",
        subcommands: [Verify.self]
    )

    /// `nomade audit verify`: does each entry still carry the hash of the one before?
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tell whether the log was altered, and where.")

        @OptionGroup var options: CityOptions

        func run() async throws {
            let installation = try await options.installation()
            let found = try await AuditLog.verify(installation.database)
            let fault = found.firstBreak
            if options.json {
                try Terminal.print(json: Report(whole: fault == nil, entries: found.entries, firstBreak: fault?.number))
            } else if let fault {
                Terminal.print("the log was altered: \(fault.table), entry \(fault.number), \(fault.fault.rawValue)")
            } else {
                Terminal.print("the log is whole: \(found.entries) entries")
            }
            if fault != nil { throw Failure(.no) }
        }

        private struct Report: Encodable {
            let whole: Bool
            let entries: Int64
            let firstBreak: Int64?
        }
    }
}
