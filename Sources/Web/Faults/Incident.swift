/// An error that we cannot show: the page has the reference, the log has the detail.
package struct Incident: Error, Sendable {
    package let reference: Reference
    /// For the log only; never a secret.
    package let detail: String

    package init(reference: Reference = .random(), detail: String) {
        self.reference = reference
        self.detail = detail
    }
}
