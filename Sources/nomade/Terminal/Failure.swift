/// A command that cannot go on: what, where, how to mend it, and the status it ends with.
struct Failure: Error {
    let status: ExitStatus
    let text: String

    /// Words that are ready for stderr; empty when all was said.
    init(_ status: ExitStatus, text: String = "") {
        self.status = status
        self.text = text
    }

    /// One mistake that has no place in a file.
    init(_ status: ExitStatus, code: String, what: String, fix: String) {
        self.init(status, text: "error[\(code)]: \(what)\nfix: \(fix)")
    }
}
