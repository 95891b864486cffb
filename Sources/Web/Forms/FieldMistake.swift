/// What is wrong with one field, in words of ours: the same in the summary and beside the field.
package struct FieldMistake: Hashable, Sendable {
    /// The field's name, which is also its id.
    package let field: String
    /// A text code.
    package let code: String
    package let values: [String: String]

    package init(field: String, code: String, values: [String: String] = [:]) {
        self.field = field
        self.code = code
        self.values = values
    }
}
