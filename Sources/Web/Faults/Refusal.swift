/// A no that we can show: its `code` finds the sentences in both languages.
package protocol Refusal: Error, Sendable {
    /// `subject.kebab-words`; never changes once released.
    var code: String { get }
    /// What stands in the sentences' braces.
    var values: [String: String] { get }
    /// The status of the answer; 403 unless said otherwise.
    var status: Int { get }
}

extension Refusal {
    package var values: [String: String] { [:] }
    package var status: Int { 403 }
}
